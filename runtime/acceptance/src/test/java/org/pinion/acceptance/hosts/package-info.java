// SPDX-License-Identifier: Apache-2.0
/** Hosts that the tests run, in JVMs or class loaders of their own. */
package org.pinion.acceptance.hosts;
