// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.util.Util;
import org.osgi.framework.Constants;

/**
 * The packages of the JDK and of the framework that bundles may import. Felix puts their list together for each
 * framework anew, although it is the same for all of a process.
 */
final class SystemPackages {

    private static String list;

    private SystemPackages() {}

    /** Gives the list as the framework wants it. */
    static synchronized String list(Logger logger) {
        if (list == null) {
            list = find(logger);
        }
        return list;
    }

    /** Tells whether bundles may import a package of the JDK or the framework. */
    static boolean have(String packageName) {
        return ("," + list(new Logger())).replace(" ", "").contains("," + packageName + ";");
    }

    /** Does what Felix does if it is not given the list. */
    static String find(Logger logger) {
        Properties properties = (Properties) Util.loadDefaultProperties(logger).clone();
        Util.initializeJPMSEE(System.getProperty("java.specification.version"), properties, logger);
        // As Felix writes it, but not with the digits of the default locale.
        String version = ";version=\""
                + String.format(
                        Locale.ROOT, "0.0.0.JavaSE_%03d", Runtime.version().feature()) + "\"";
        Map<String, Set<String>> exports = Util.initializeJPMS(properties);
        exports.forEach((module, packages) -> properties.put(
                module, packages.stream().map(name -> "," + name + version).collect(Collectors.joining())));
        return Util.getPropertyWithSubs(properties, Constants.FRAMEWORK_SYSTEMPACKAGES);
    }
}
