// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

/** Hands Felix's log to SLF4J. */
final class FelixLog extends Logger {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.apache.felix.framework");

    FelixLog() {
        // Felix builds its messages before it asks the log, so it is told what will be thrown away.
        setLogLevel(LOG.isDebugEnabled() ? LOG_DEBUG : LOG_WARNING);
    }

    @Override
    @SuppressWarnings("rawtypes") // Felix has no type arguments.
    protected void doLog(Bundle bundle, ServiceReference reference, int level, String message, Throwable throwable) {
        doLog(level, bundle == null ? message : bundle + ": " + message, throwable);
    }

    @Override
    protected void doLog(int level, String message, Throwable throwable) {
        switch (level) {
            case LOG_ERROR -> LOG.error(message, throwable);
            case LOG_WARNING -> LOG.warn(message, throwable);
            case LOG_INFO -> LOG.info(message, throwable);
            default -> LOG.debug(message, throwable);
        }
    }
}
