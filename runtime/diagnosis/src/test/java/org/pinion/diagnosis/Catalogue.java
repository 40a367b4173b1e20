// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** All mistakes. */
final class Catalogue {

    static final List<Mistake> MISTAKES = Stream.of(
                    BadFiles.ALL,
                    Manifests.ALL,
                    Requirements.ALL,
                    Versions.ALL,
                    Platforms.ALL,
                    Packages.ALL,
                    Inits.ALL,
                    Calls.ALL,
                    Identities.ALL)
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}
}
