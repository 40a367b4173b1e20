// SPDX-License-Identifier: Apache-2.0
/** An application of Spring Boot. */
package org.pinion.acceptance.boot;
