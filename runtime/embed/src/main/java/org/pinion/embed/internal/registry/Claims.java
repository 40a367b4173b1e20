// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.jar.PluginFile;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.embed.internal.lifecycle.OwnedFuture;
import org.pinion.embed.internal.lifecycle.WaitGraph;
import org.pinion.spi.Problems;

/** Who has, or is about to have, a name and version (O2). */
final class Claims {

    private final WaitGraph waits;
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    private record Claim(String location, String digest, OwnedFuture<?> future) {}

    Claims(WaitGraph waits) {
        this.waits = waits;
    }

    /**
     * Takes the name and version of a file, after those who had them first have failed or let go.
     *
     * @param future whose failure frees them again
     * @throws Failure if another file has them
     */
    void take(PluginFile file, StagedFile staged, OwnedFuture<?> future) throws Failure {
        Claim mine = new Claim(staged.location(), staged.digest(), future);
        while (true) {
            Claim claim = claims.compute(
                    file.identity(), (key, old) -> old == null || old.future().hasFailed() ? mine : old);
            if (claim == mine) {
                return;
            }
            waits.await(claim.future());
            if (!claim.future().hasFailed()) {
                throw alreadyLoaded(file, claim.location(), claim.digest().equals(staged.digest()));
            }
        }
    }

    /** Lets go what was taken for a future, before that has ended. */
    void release(OwnedFuture<?> future) {
        claims.values().removeIf(claim -> claim.future() == future);
    }

    private static Failure alreadyLoaded(PluginFile file, String location, boolean sameBytes) {
        return new Failure(Problems.of(
                Kind.DUPLICATE_BUNDLE,
                file.identity(),
                "plugin already loaded: " + file.identity() + " was opened from " + BundleNames.place(location)
                        + (sameBytes ? ", with the same bytes" : ", with other bytes"),
                sameBytes ? "use the plugin that is open" : "give this one another Bundle-Version to open it beside"));
    }
}
