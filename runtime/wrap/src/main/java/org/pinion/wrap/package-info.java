// SPDX-License-Identifier: Apache-2.0
/** Makes libraries of jars that are no bundles. A host that has this on its class path adds plain jars as libraries. */
@Version("1.0.0")
package org.pinion.wrap;

import org.osgi.annotation.versioning.Version;
