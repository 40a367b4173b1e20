// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract.host.plain;

/** What host and plugins give each other. */
public interface Greeting {

    /** Greets somebody. */
    String greet(String name);
}
