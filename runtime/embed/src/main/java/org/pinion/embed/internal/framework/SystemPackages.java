// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.util.Util;
import org.osgi.framework.Constants;

/**
 * The packages of the JDK and of the framework that bundles may import. Felix puts their list together for each framework
 * anew, although it is the same for all of a process.
 */
final class SystemPackages {

    private static String list;

    private SystemPackages() {}

    /** Give the list as the framework wants it. */
    static synchronized String list(Logger logger) {
        if (list == null) {
            list = find(logger);
        }
        return list;
    }

    /** Does what Felix does if it is not given the list. */
    private static String find(Logger logger) {
        Properties properties = Util.loadDefaultProperties(logger);
        Util.initializeJPMSEE(System.getProperty("java.specification.version"), properties, logger);
        Map<String, Set<String>> exports = Util.initializeJPMS(properties);
        String version = ";version=\"" + properties.getProperty("felix.detect.java.version") + "\"";
        exports.forEach((module, packages) -> properties.putIfAbsent(
                module, packages.stream().map(name -> "," + name + version).collect(Collectors.joining())));
        return Util.getPropertyWithSubs(properties, Constants.FRAMEWORK_SYSTEMPACKAGES);
    }
}
