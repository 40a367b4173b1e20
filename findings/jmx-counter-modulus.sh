#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A CounterMonitor falls silent when its counter starts again from zero.
#
# Expected: with the modulus set, at which the counter goes back to zero, the monitor tells of each tenth value in
# every round.
#
# Happens: at 90 the threshold is raised to 100, which is the modulus, and which a counter from 0 to 99 never has.
# Only a threshold above the modulus goes back, as with an offset of 20, so there is no notification any more.
#
# Seen with: java.management of Java 17.0.15 and 25.0.3
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > Rounds.java <<'JAVA'
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.monitor.CounterMonitor;
import javax.management.monitor.MonitorNotification;

public class Rounds {
    public interface ShopMBean {
        int getSold();
    }

    public static class Shop implements ShopMBean {
        private volatile int sold;

        @Override
        public int getSold() {
            return sold;
        }
    }

    private static void watch(int offset) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Shop shop = new Shop();
        ObjectName name = new ObjectName("acme:type=Shop,offset=" + offset);
        server.registerMBean(shop, name);
        CounterMonitor monitor = new CounterMonitor();
        server.registerMBean(monitor, new ObjectName("acme:type=Monitor,offset=" + offset));
        monitor.addObservedObject(name);
        monitor.setObservedAttribute("Sold");
        monitor.setNotify(true);
        monitor.setInitThreshold(10);
        monitor.setOffset(offset);
        monitor.setModulus(100);
        monitor.setGranularityPeriod(5);
        List<Object> told = new CopyOnWriteArrayList<>();
        monitor.addNotificationListener(
                (notification, handback) -> told.add(((MonitorNotification) notification).getDerivedGauge()),
                null,
                null);
        monitor.start();
        List<String> rounds = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int sold = 0; sold < 100; sold += 5) {
                shop.sold = sold;
                observe(monitor, name);
                observe(monitor, name);
            }
            rounds.add(told.toString());
            told.clear();
        }
        monitor.stop();
        System.out.println("offset " + offset + ": " + String.join(" ", rounds));
    }

    private static void observe(CounterMonitor monitor, ObjectName name) throws Exception {
        long before = monitor.getDerivedGaugeTimeStamp(name);
        while (monitor.getDerivedGaugeTimeStamp(name) == before) {
            Thread.sleep(1);
        }
    }

    public static void main(String[] arguments) throws Exception {
        watch(10);
        watch(20);
        System.exit(0);
    }
}
JAVA

cat > seen <<'SEEN'
offset 10: [10, 20, 30, 40, 50, 60, 70, 80, 90] [] []
offset 20: [10, 30, 50, 70, 90] [10, 30, 50, 70, 90] [10, 30, 50, 70, 90]
SEEN
java Rounds.java > now
diff seen now || {
    echo "it is different now" >&2
    exit 1
}
cat now
