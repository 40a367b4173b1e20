// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.nio.file.FileSystemNotFoundException;
import java.nio.file.ProviderNotFoundException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;

/**
 * Explains why a resource of a bundle is no file: its URL leads into the bundle, and no file system knows of bundles.
 */
public final class ResourceDiagnosis {

    private static final String SCHEME = "\"bundle\"";

    private ResourceDiagnosis() {}

    /** Tell whether somebody has wanted a resource of a bundle as a path. */
    public static boolean concerns(Throwable thrown) {
        return (thrown instanceof FileSystemNotFoundException || thrown instanceof ProviderNotFoundException)
                && String.valueOf(ThrownText.message(thrown)).contains(SCHEME);
    }

    /** Says how to get at the resource. */
    static Problem explain() {
        return problem(Kind.FILE, "bundle", "a resource of the plugin is no file, and has no path")
                .needed("a file system for URLs that begin with bundle:")
                .found("resources are entries of the plugin's jar, or of a jar in it")
                .fix("read it with getResourceAsStream; if it must be a file, copy that stream to one of"
                        + " Files.createTempFile");
    }
}
