// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** All mistakes. */
final class Catalogue {

    static final List<Mistake> MISTAKES = Stream.of(
                    BadFiles.all(),
                    Manifests.all(),
                    Requirements.all(),
                    Versions.all(),
                    Platforms.all(),
                    Packages.all(),
                    Inits.all(),
                    Calls.all(),
                    Identities.all())
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}
}
