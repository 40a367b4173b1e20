// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the build has written. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        }
        return new String[] {
            "pinion " + properties.getProperty("version") + " (Java " + System.getProperty("java.version") + ")"
        };
    }
}
