// SPDX-License-Identifier: Apache-2.0
/** Has its version from here. */
@org.osgi.annotation.versioning.Version("1.4.2")
package org.pinion.contract.host.annotated;
