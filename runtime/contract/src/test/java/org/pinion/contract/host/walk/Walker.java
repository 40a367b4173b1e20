// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract.host.walk;

import org.pinion.contract.host.dep.Node;

/** An API with a class in it that is not shared. */
public interface Walker {

    /** Goes to a node. */
    void to(Node node);
}
