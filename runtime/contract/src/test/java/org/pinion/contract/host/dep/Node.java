// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract.host.dep;

/** A class of the host that its API uses, and that it does not share. */
public class Node {

    /** Creates a node. */
    public Node(String name) {}
}
