// SPDX-License-Identifier: Apache-2.0
/** A bundle whose component uses a plugin that it finds by one of its symbols. */
package example.welcome;
