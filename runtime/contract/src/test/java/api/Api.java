// SPDX-License-Identifier: Apache-2.0
package api;

/** A package of the host, for bundles that pack or export one of the same name. */
public interface Api {}
