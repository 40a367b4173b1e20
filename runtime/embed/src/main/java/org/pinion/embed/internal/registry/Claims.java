// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;

/** Who has, or is about to have, a name and version (O2). */
final class Claims {

    private final WaitGraph waits;
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    private record Claim(String location, String digest, Work<?> work) {}

    Claims(WaitGraph waits) {
        this.waits = waits;
    }

    /**
     * Takes the name and version of a file, after those who had them first have failed or let go.
     *
     * @param work whose failure frees them again
     * @throws Failure if another file has them
     */
    void take(PluginFile file, Request request, Work<?> work) throws Failure {
        Claim mine = new Claim(request.location(), request.digest(), work);
        while (true) {
            Claim claim = claims.compute(
                    file.identity(), (key, old) -> old == null || old.work().hasFailed() ? mine : old);
            if (claim == mine) {
                return;
            }
            waits.await(claim.work());
            if (!claim.work().hasFailed()) {
                throw alreadyLoaded(file, claim.location(), claim.digest().equals(request.digest()));
            }
        }
    }

    /** Lets go what was taken for a piece of work, before that ends. */
    void release(Work<?> work) {
        claims.values().removeIf(claim -> claim.work() == work);
    }

    private static Failure alreadyLoaded(PluginFile file, String location, boolean sameBytes) {
        return new Failure(new Problem(
                Kind.DUPLICATE_BUNDLE,
                file.identity(),
                "plugin already loaded: " + file.identity() + " was opened from " + Bundles.place(location)
                        + (sameBytes ? ", with the same bytes" : ", with other bytes"),
                sameBytes ? "use the plugin that is open" : "give this one another Bundle-Version to open it beside"));
    }
}
