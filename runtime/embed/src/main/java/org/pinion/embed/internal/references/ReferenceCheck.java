// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.references;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.Problem;
import org.pinion.embed.internal.bundle.InstalledContent;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.jar.PluginFile;
import org.pinion.linkcheck.Break;
import org.pinion.linkcheck.BundleReferences;
import org.pinion.linkcheck.BundleReferences.Part;
import org.pinion.linkcheck.LinkCheck;
import org.pinion.linkcheck.References;
import org.pinion.linker.LinkReferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what a resolved plugin refers to against what it is wired to (R1), before any of its code runs. */
public final class ReferenceCheck implements SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final KnownClasses known;
    private final Bundles bundles;
    private final LinkageDiagnosis diagnosis;

    /**
     * Create a check.
     *
     * @param known what was read of classes
     * @param bundles what explanations are made from
     * @param diagnosis explains classes that are not there
     */
    public ReferenceCheck(KnownClasses known, Bundles bundles, LinkageDiagnosis diagnosis) {
        this.known = known;
        this.bundles = bundles;
        this.diagnosis = diagnosis;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNRESOLVED || event.getType() == BundleEvent.UNINSTALLED) {
            known.forget(event.getBundle());
        }
    }

    /**
     * Check what the bundle's own packages refer to (R2).
     *
     * @param bundle a resolved one
     * @param file its file
     * @throws Failure with all that would fail when the code runs
     */
    public void require(Bundle bundle, PluginFile file) throws Failure {
        if (!file.mayBreak()) {
            return;
        }
        InstalledContent content = new InstalledContent(bundle);
        BundleReferences kept = file.references().get();
        try {
            try {
                require(bundle, file, kept == null ? LinkReferences.read(content) : kept);
            } catch (IOException | IllegalArgumentException e) {
                LOG.debug("the references in {} are damaged, its class files are read", bundle, e);
                require(bundle, file, LinkReferences.scan(content));
            }
        } catch (IOException | IllegalStateException e) {
            // What cannot be read has been told, or will be when it is loaded; or the runtime is being closed.
            LOG.debug("the references of {} cannot be read", bundle, e);
        }
    }

    private void require(Bundle bundle, PluginFile file, BundleReferences references) throws Failure, IOException {
        BundleClasses space = known.user(bundle.adapt(BundleWiring.class));
        References own = references.part(Part.OWN);
        List<Break> breaks = new ArrayList<>(LinkCheck.errors(own, space));
        if (references.platformRelease() != Runtime.version().feature()) {
            breaks.addAll(LinkCheck.errors(references.part(Part.OWN_PLATFORM), space));
        }
        breaks.addAll(conflicts(references.part(Part.PACKED), space, file));
        if (!breaks.isEmpty()) {
            throw new Failure(new BreakProblems(bundle, space, known, bundles, diagnosis).refusals(breaks, own), null);
        }
    }

    /**
     * Lists where packed code of others would bring a second class of one name to the host, which might have no use of
     * its own class from then on (R6).
     */
    private List<Break> conflicts(References packed, BundleClasses space, PluginFile file) {
        if (packed.isEmpty() || file.packages().stream().noneMatch(bundles.onHost())) {
            return List.of();
        }
        return LinkCheck.errors(packed, space).stream()
                .filter(each -> each.error().equals("LinkageError"))
                .toList();
    }

    /**
     * List what is worth knowing of a bundle that can be opened: what packed code of others refers to, what fails only
     * if somebody calls it, and what has another meaning now (R3, R4).
     *
     * @param bundle a resolved one
     */
    public List<Problem> remarks(Bundle bundle) {
        try {
            BundleReferences references = LinkReferences.read(new InstalledContent(bundle));
            BundleClasses space = known.user(bundle.adapt(BundleWiring.class));
            List<Break> breaks = new ArrayList<>();
            for (Part part : Part.values()) {
                breaks.addAll(LinkCheck.check(references.part(part), space.strict()));
            }
            return new BreakProblems(bundle, space, known, bundles, diagnosis).remarks(breaks);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the references of {} cannot be read", bundle, e);
            return List.of();
        }
    }
}
