// SPDX-License-Identifier: Apache-2.0
/** The package that the application shares. */
@org.osgi.annotation.versioning.Version("1.2.0")
package org.pinion.acceptance.boot.api;
