// SPDX-License-Identifier: Apache-2.0
/** A catalogue of mistakes that people make with plugins, and what is said of each. */
package org.pinion.diagnosis;
