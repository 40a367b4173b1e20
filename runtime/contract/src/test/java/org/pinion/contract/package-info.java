// SPDX-License-Identifier: Apache-2.0
/** The contract, rule by rule. Plugins of these tests import this package from their host. */
@Version("1.0.0")
package org.pinion.contract;

import org.osgi.annotation.versioning.Version;
