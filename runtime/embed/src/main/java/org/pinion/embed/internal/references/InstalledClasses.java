// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.references;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.bundle.InstalledContent;
import org.pinion.linkcheck.ClassInfo;
import org.pinion.linkcheck.ClassSpace;
import org.pinion.linkcheck.PlatformClasses;
import org.pinion.linker.LinkReferences;

/** The classes in a bundle that is not resolved, so that nobody can tell where others would come from. */
final class InstalledClasses implements ClassSpace {

    private final Bundle bundle;
    private final Map<String, byte[]> files;
    private final Map<String, ClassInfo> known = new HashMap<>();

    InstalledClasses(Bundle bundle) throws IOException {
        this.bundle = bundle;
        files = LinkReferences.classFiles(new InstalledContent(bundle));
    }

    @Override
    public ClassInfo find(String name) {
        if (name.startsWith("java/")) {
            return PlatformClasses.running().find(name);
        }
        byte[] file = files.get(name);
        return file == null ? null : known.computeIfAbsent(name, key -> ClassInfo.read(this, file));
    }

    @Override
    public boolean isUncertain(String name) {
        return true;
    }

    @Override
    public byte[] read(String name) {
        return files.get(name);
    }

    @Override
    public String origin() {
        return BundleNames.nameAndPlace(bundle);
    }
}
