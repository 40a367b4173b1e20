// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

/**
 * How far the opening of a plugins folder, or of many plugins, has come.
 *
 * @param done how many files have been dealt with: opened, added as libraries, or failed
 * @param total how many files there are
 * @param failed how many of those that are done have failed
 * @param current the name of the file that comes next, without its folder; empty at the end
 */
public record Progress(int done, int total, int failed, String current) {}
