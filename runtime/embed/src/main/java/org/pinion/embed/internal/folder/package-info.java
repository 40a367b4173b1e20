// SPDX-License-Identifier: Apache-2.0
/**
 * Opens what is in a folder, and what comes later.
 *
 * <p>{@code PluginsFolder} looks at the folder again and again, in one thread: when a {@code FolderWatch} tells of a
 * change, and every few seconds, as not every file system tells. Each {@code FolderFile} knows what was seen and done
 * last, and so what is due. What is due together is opened together, in a {@code FolderBatch}.
 *
 * <p>Nothing here holds a lock, so that no foreign code runs under one.
 */
package org.pinion.embed.internal.folder;
