// SPDX-License-Identifier: Apache-2.0
/** Holds plugins against versions of what they use, and lists what they use, from their files alone. */
@NullMarked
package org.pinion.cli.check;

import org.jspecify.annotations.NullMarked;
