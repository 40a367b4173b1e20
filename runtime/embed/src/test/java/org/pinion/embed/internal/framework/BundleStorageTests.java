// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.PinningFelix;
import org.apache.felix.framework.util.FelixConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.pinion.testing.BundleBuilder;

class BundleStorageTests {

    @TempDir
    Path folder;

    @TempDir
    Path storage;

    private static final class NoPins extends Pins {
        @Override
        public boolean holdFramework() {
            return false;
        }
    }

    private PinningFelix start(Path nowhere) throws Exception {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        configuration.put("felix.cache.locking", "false");
        configuration.put(FelixConstants.LOG_LOGGER_PROP, new FelixLog());
        PinningFelix felix = new PinningFelix(configuration, new NoPins());
        felix.forgetBundles(nowhere);
        felix.start();
        return felix;
    }

    private StoredJar jar(String name) throws Exception {
        byte[] bytes = BundleBuilder.bundle(name).resource("x", "of " + name).build();
        return new StoredJar(Files.write(folder.resolve(name + ".jar"), bytes));
    }

    private static void end(PinningFelix felix) throws Exception {
        felix.shutDown();
        felix.waitForStop(60_000);
    }

    @Test
    void jar_staysWhereItIs() throws Exception {
        PinningFelix felix = start(BundleStorage.NOWHERE);
        StoredJar jar = jar("one");
        Bundle bundle = felix.install("somewhere", "one", jar);
        assertThat(jar.isHandedOver()).isTrue();
        assertThat(storage.resolve("bundle" + bundle.getBundleId())).doesNotExist();
        bundle.uninstall();
        assertThat(jar.file()).doesNotExist();
        end(felix);
    }

    @Test
    void systemWithoutANullDevice_hasFelixKeepTheJars() throws Exception {
        PinningFelix felix = start(folder.resolve("no-null-device"));
        BundleContext context = felix.getBundleContext();
        StoredJar jar = jar("one");
        Bundle bundle = felix.install("somewhere", "one", jar);
        assertThat(jar.isHandedOver()).isFalse();
        Files.delete(jar.file());
        bundle.start();
        assertThat(bundle.getLocation()).isEqualTo("somewhere");
        assertThat(bundle.getEntry("x").openStream()).hasContent("of one");
        assertThat(storage.resolve("bundle" + bundle.getBundleId())).isDirectory();
        assertThat(storage.resolve("plugins")).doesNotExist();
        assertThat(bundle.getBundleContext().getDataFile("a").toPath().getParent())
                .isEqualTo(storage.resolve("bundle" + bundle.getBundleId() + "/data"));
        byte[] other = BundleBuilder.bundle("two").build();
        assertThat(context.installBundle("by hand", new ByteArrayInputStream(other))
                        .getBundleId())
                .isGreaterThan(bundle.getBundleId());
        end(felix);
    }
}
