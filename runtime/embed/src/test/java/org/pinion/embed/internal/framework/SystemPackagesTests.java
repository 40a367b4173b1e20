// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.framework.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleRevision;
import org.pinion.embed.Pinion;

class SystemPackagesTests {

    @TempDir
    Path folder;

    @Test
    void systemBundle_offersWhatThatOfStockFelixDoes_andWhatIsShared() throws Exception {
        Framework felix = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
        felix.init();
        Set<String> stock = packages(felix);
        felix.stop();
        felix.waitForStop(0);
        assertThat(stock).hasSizeGreaterThan(100);
        for (int i = 0; i < 2; i++) {
            try (Pinion pinion = Pinion.builder().management(false).start()) {
                Set<String> ours = packages(pinion.framework());
                assertThat(ours).containsAll(stock);
                ours.removeAll(stock);
                assertThat(ours).singleElement().asString().startsWith("{org.pinion ");
            }
        }
    }

    @Test
    void list_isTheSameInEveryLocale() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            String list = SystemPackages.find(new Logger());
            // One locale for each way to write digits.
            Map<String, Locale> locales = new TreeMap<>();
            Stream.of(Locale.getAvailableLocales())
                    .forEach(each -> locales.putIfAbsent(String.format(each, "%03d", 17), each));
            assertThat(locales).hasSizeGreaterThan(5);
            for (Locale each : locales.values()) {
                Locale.setDefault(each);
                assertThat(SystemPackages.find(new Logger()))
                        .as(each.toLanguageTag())
                        .isEqualTo(list);
            }
        } finally {
            Locale.setDefault(locale);
        }
    }

    private static Set<String> packages(Framework framework) {
        Set<String> packages = new TreeSet<>();
        framework
                .adapt(BundleRevision.class)
                .getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE)
                .forEach(capability -> packages.add("{"
                        + capability.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE) + " "
                        + capability.getAttributes().get(Constants.VERSION_ATTRIBUTE) + " "
                        + new TreeSet<>(capability.getDirectives().entrySet().stream()
                                .map(Object::toString)
                                .toList())));
        return packages;
    }
}
