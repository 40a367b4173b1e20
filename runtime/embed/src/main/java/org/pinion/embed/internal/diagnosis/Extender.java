// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.Map;
import java.util.Optional;

/**
 * An extender that a runtime brings if it is asked to.
 *
 * @param option the name to ask by
 * @param artifact what has it
 */
record Extender(String option, String artifact) {

    private static final String NAMESPACE = "osgi.extender";

    private static final Extender DS = new Extender("ds", "pinion-ds");
    private static final Extender SERVICES = new Extender("services", "pinion-services");

    private static final Map<String, Extender> ALL = Map.of(
            "osgi.component", DS, "osgi.serviceloader.processor", SERVICES, "osgi.serviceloader.registrar", SERVICES);

    /** Finds the extender that meets a requirement. */
    static Optional<Extender> providing(RequirementText required) {
        return required.namespace().equals(NAMESPACE) && required.name() != null
                ? Optional.ofNullable(ALL.get(required.name()))
                : Optional.empty();
    }

    /** Says how to have it: on the command line, and in a host. */
    String fix() {
        return "start the runtime with --with " + option + " on the command line, in Java with Pinion.builder().with(\""
                + option + "\") and org.pinion:" + artifact + " on the class path";
    }
}
