// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PluginFileTests {

    @Test
    void unreadableFile_saysWhy_alsoToRootWhoNeverSeesIt() {
        Path folder = Path.of("").toAbsolutePath();
        assertThat(PluginFile.unreadable(new AccessDeniedException("a.jar")))
                .hasMessage("permission denied\nfix:    let " + System.getProperty("user.name") + " read a.jar");
        assertThat(PluginFile.unreadable(new NoSuchFileException("none/a.jar")))
                .hasMessage("no such file\nfound:  not even the folder " + folder.resolve("none")
                        + "\nfix:    check the path, it starts at " + folder);
        assertThat(PluginFile.unreadable(new IOException("broken"))).hasMessage("cannot be read: broken");
    }
}
