// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

/** Ends a script, or the shell, from within any closure. */
final class Exit extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Exit(int status) {
        super("exit " + status, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
