// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class PluginFileTests {

    @Test
    void unreadableFile_saysWhy_alsoToRootWhoNeverSeesIt() {
        assertThat(PluginFile.unreadable(new AccessDeniedException("a.jar"))).hasMessage("permission denied");
        assertThat(PluginFile.unreadable(new NoSuchFileException("a.jar"))).hasMessage("no such file");
        assertThat(PluginFile.unreadable(new IOException("broken"))).hasMessage("cannot be read: broken");
    }
}
