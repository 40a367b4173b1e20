// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.references;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pinion.linkcheck.ClassInfo;
import org.pinion.linkcheck.ClassSpace;
import org.pinion.linkcheck.PlatformClasses;

/** The classes of the host, and those of the JDK, which its class loader finds first. */
final class HostClasses implements ClassSpace {

    private final ClassLoader loader;
    private final Map<String, Optional<ClassInfo>> known = new ConcurrentHashMap<>();

    HostClasses(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public ClassInfo find(String name) {
        if (name.startsWith("java/")) {
            return PlatformClasses.running().find(name);
        }
        Optional<ClassInfo> found = known.get(name);
        if (found == null) {
            // Not while the map is locked: the class loader is the host's.
            found = look(name);
            known.put(name, found);
        }
        return found.orElse(null);
    }

    private Optional<ClassInfo> look(String name) {
        ClassInfo platform = PlatformClasses.running().findExported(name);
        if (platform != null) {
            return Optional.of(platform);
        }
        byte[] bytes = read(name);
        return bytes == null ? Optional.empty() : Optional.of(ClassInfo.read(this, bytes));
    }

    @Override
    public boolean isUncertain(String name) {
        return false;
    }

    @Override
    public byte[] read(String name) {
        try (InputStream file = loader.getResourceAsStream(name + ".class")) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String origin() {
        return "the host";
    }
}
