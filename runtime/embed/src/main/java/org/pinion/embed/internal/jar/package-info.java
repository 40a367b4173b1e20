// SPDX-License-Identifier: Apache-2.0
/**
 * Files, before there is a bundle: copies them into the runtime's storage, reads what they say of themselves, and
 * explains what is wrong with them. Nothing of a file is run here.
 *
 * <p>{@code Staging} copies a file, {@code StagedFile} is the copy, {@code PluginFile} is what it says.
 * {@code PlainJars} makes bundles of libraries that are none. {@code LoosePlugin} and {@code WrappedFile} do the same
 * for hosts that have no runtime.
 */
package org.pinion.embed.internal.jar;
