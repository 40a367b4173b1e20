// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import org.osgi.framework.Bundle;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.events.OpenEvent;
import org.pinion.embed.internal.events.Recording;

/** Opens files as the package documentation describes, or looks at what an open would meet. */
final class Opener {

    private final Attempts attempts;
    private final Claims claims;
    private final Libraries libraries;
    private final Installer installer;
    private final Initializer initializer;
    private final WaitGraph waits;

    Opener(
            Attempts attempts,
            Claims claims,
            Libraries libraries,
            Installer installer,
            Initializer initializer,
            WaitGraph waits) {
        this.attempts = attempts;
        this.claims = claims;
        this.libraries = libraries;
        this.installer = installer;
        this.initializer = initializer;
        this.waits = waits;
    }

    /** Opens a file. */
    OpenedPlugin open(Request request) throws Failure {
        libraries.start();
        return attempts.open(
                request,
                attempt -> recorded(request, () -> {
                    claim(request, attempt);
                    return waits.within(attempt.work(), () -> start(request, attempt));
                }));
    }

    /**
     * Does all of an open that runs no code, and leaves no trace.
     *
     * @throws Failure if the file would not open
     */
    void look(Request request) throws Failure {
        attempts.look(request, attempt -> {
            try {
                claim(request, attempt);
                return waits.within(attempt.work(), () -> examine(request));
            } finally {
                claims.release(attempt.work());
            }
        });
    }

    private void claim(Request request, Attempts.Attempt attempt) throws Failure {
        PluginFile file = request.file();
        file.requirePlugin();
        claims.take(file, request, attempt.work());
    }

    private OpenedPlugin start(Request request, Attempts.Attempt attempt) throws Failure {
        Bundle bundle = installer.prepare(request, attempt::resolves);
        try {
            return initializer.start(bundle, request.file().linkage());
        } catch (Failure | RuntimeException | Error e) {
            installer.uninstall(bundle);
            throw e;
        }
    }

    private Void examine(Request request) throws Failure {
        installer.examine(request);
        return null;
    }

    private static OpenedPlugin recorded(Request request, WaitGraph.Task<OpenedPlugin> open) throws Failure {
        if (!Recording.isPossible()) {
            return open.run();
        }
        OpenEvent event = new OpenEvent();
        event.begin();
        try {
            OpenedPlugin plugin = open.run();
            event.opened = true;
            return plugin;
        } catch (Failure | RuntimeException | Error e) {
            event.problem = (e instanceof Failure known ? known : Operations.unexpected(e)).getMessage();
            throw e;
        } finally {
            event.location = request.location();
            event.commit();
        }
    }
}
