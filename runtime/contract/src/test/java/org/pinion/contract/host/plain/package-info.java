// SPDX-License-Identifier: Apache-2.0
/** Has no version. */
package org.pinion.contract.host.plain;
