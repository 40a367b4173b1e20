// SPDX-License-Identifier: Apache-2.0
/** Judges what was measured by the goals, and writes it down: as tables in Markdown, and as drawings in SVG. */
package org.pinion.benchmarks.report;
