// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTests {

    @TempDir
    Path folder;

    @Test
    void clear_removesWhatProcessesHaveStored_alsoLinks_butNotWhereTheyLead() throws Exception {
        Workplace workplace = new Workplace(folder, folder);
        workplace.clear();
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Path storage = workplace.storage();
        Files.createSymbolicLink(
                Files.createDirectory(storage.resolve("plugins")).resolve("link"), elsewhere);
        workplace.clear();
        assertThat(storage.getParent()).doesNotExist();
        assertThat(elsewhere).exists();
    }
}
