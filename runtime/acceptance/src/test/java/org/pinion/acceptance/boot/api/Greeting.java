// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.boot.api;

/** What the application shares with its plugins. */
public interface Greeting {

    /** Greets somebody. */
    String to(String name);
}
