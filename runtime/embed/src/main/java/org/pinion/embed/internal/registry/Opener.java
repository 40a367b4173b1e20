// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.pinion.Problem;
import org.pinion.embed.internal.activation.Initializer;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.events.OpenEvent;
import org.pinion.embed.internal.events.Recording;
import org.pinion.embed.internal.jar.PluginFile;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.embed.internal.lifecycle.Operations;
import org.pinion.embed.internal.lifecycle.WaitGraph;
import org.pinion.embed.internal.plugins.OpenedPlugin;
import org.pinion.embed.internal.references.ReferenceCheck;

/** Opens files as the package documentation describes, or looks at what an open would meet. */
final class Opener {

    private final Attempts attempts;
    private final Claims claims;
    private final Libraries libraries;
    private final Installer installer;
    private final Initializer initializer;
    private final WaitGraph waits;
    private final ReferenceCheck references;

    Opener(
            Attempts attempts,
            Claims claims,
            Libraries libraries,
            Installer installer,
            Initializer initializer,
            WaitGraph waits,
            ReferenceCheck references) {
        this.attempts = attempts;
        this.claims = claims;
        this.libraries = libraries;
        this.installer = installer;
        this.initializer = initializer;
        this.waits = waits;
        this.references = references;
    }

    /** Opens a file. */
    OpenedPlugin open(StagedFile staged) throws Failure {
        libraries.start();
        return attempts.open(
                staged,
                attempt -> recorded(staged, () -> {
                    claim(staged, attempt);
                    return waits.within(attempt.future(), () -> start(staged, attempt));
                }));
    }

    /**
     * Does all of an open that runs no code, and leaves no trace.
     *
     * @throws Failure if the file would not open
     */
    void look(StagedFile staged) throws Failure {
        look(staged, bundle -> {});
    }

    /**
     * Lists what is worth knowing of a file, and leaves no trace.
     *
     * @throws Failure if the file would not open
     */
    List<Problem> remarks(StagedFile staged) throws Failure {
        List<Problem> remarks = new ArrayList<>();
        OpenedPlugin open = look(staged, bundle -> remarks.addAll(references.remarks(bundle)));
        return open == null ? remarks : references.remarks(open.bundle());
    }

    private OpenedPlugin look(StagedFile staged, Consumer<Bundle> action) throws Failure {
        return attempts.look(staged, attempt -> {
            try {
                claim(staged, attempt);
                return waits.within(attempt.future(), () -> {
                    installer.look(staged, action);
                    return null;
                });
            } finally {
                claims.release(attempt.future());
            }
        });
    }

    private void claim(StagedFile staged, Attempts.Attempt attempt) throws Failure {
        PluginFile file = staged.file();
        file.requirePlugin();
        claims.take(file, staged, attempt.future());
    }

    private OpenedPlugin start(StagedFile staged, Attempts.Attempt attempt) throws Failure {
        Bundle bundle = installer.prepare(staged, attempt::resolves);
        try {
            return initializer.start(bundle, staged.file().linkage());
        } catch (Failure | RuntimeException | Error e) {
            installer.uninstall(bundle);
            throw e;
        }
    }

    private static OpenedPlugin recorded(StagedFile staged, WaitGraph.Task<OpenedPlugin> open) throws Failure {
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
            event.location = staged.location();
            event.commit();
        }
    }
}
