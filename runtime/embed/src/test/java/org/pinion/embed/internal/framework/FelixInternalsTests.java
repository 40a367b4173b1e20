// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.FelixInternals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.pinion.testing.BundleBuilder;

/** What is private to Felix, held against the Felix on the class path. */
class FelixInternalsTests {

    @TempDir
    Path storage;

    @Test
    void members_areThereInThisFelix() {
        assertThat(FelixInternals.missing()).isEmpty();
    }

    @Test
    void files_haveTheNamesThatFelixGivesThem() throws Exception {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        Felix felix = new Felix(configuration);
        felix.start();
        byte[] jar = BundleBuilder.bundle("outer")
                .resource("lib/inner.jar", BundleBuilder.bundle("inner").build())
                .with("Bundle-ClassPath", ".,lib/inner.jar")
                .build();
        Bundle bundle = felix.getBundleContext().installBundle("somewhere", new ByteArrayInputStream(jar));
        assertThat(bundle.getResource("nowhere")).isNull();
        Path folder = storage.resolve("bundle" + bundle.getBundleId());
        Path revision = folder.resolve(FelixInternals.FIRST_REVISION);
        assertThat(storage.resolve("bundle0").resolve(FelixInternals.NEXT_ID_FILE))
                .isRegularFile();
        assertThat(folder.resolve(FelixInternals.BUNDLE_INFO)).isRegularFile();
        assertThat(revision.resolve(FelixInternals.REVISION_LOCATION)).isRegularFile();
        assertThat(Files.list(revision).map(file -> file.getFileName().toString()))
                .contains("bundle.jar" + FelixInternals.EXTRACTED.get(0));
        felix.stop();
        felix.waitForStop(60_000);
    }
}
