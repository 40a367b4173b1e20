// SPDX-License-Identifier: Apache-2.0
/** Other people's languages, libraries and agents in plugins, each as its users build and run it. */
package org.pinion.compatibility;
