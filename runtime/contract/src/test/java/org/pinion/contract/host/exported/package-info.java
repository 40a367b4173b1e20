// SPDX-License-Identifier: Apache-2.0
/** Has its version from the manifest of the class path element that it is in. */
package org.pinion.contract.host.exported;
