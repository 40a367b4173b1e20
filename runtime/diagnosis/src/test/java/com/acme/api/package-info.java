// SPDX-License-Identifier: Apache-2.0
/** What the host of the examples shares with its plugins. */
@org.osgi.annotation.versioning.Version("1.2.0")
package com.acme.api;
