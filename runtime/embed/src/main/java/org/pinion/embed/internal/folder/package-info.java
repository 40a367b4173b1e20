// SPDX-License-Identifier: Apache-2.0
/**
 * Opens what is in a folder, and what comes later.
 *
 * <p>{@link org.pinion.embed.internal.folder.PluginsFolder} looks at the folder again and again, in one thread: when
 * the file system tells of a change, and every few seconds, as not every file system does. Each
 * {@link org.pinion.embed.internal.folder.FolderFile} knows what was seen and done last, and so what is due. What is
 * due together is opened together, in an {@link org.pinion.embed.internal.folder.FolderBatch}.
 *
 * <p>Nothing here holds a lock, so that no foreign code runs under one.
 */
package org.pinion.embed.internal.folder;
