// SPDX-License-Identifier: Apache-2.0
/** The events that a runtime leaves in a JDK Flight Recorder recording. They cost nothing while nothing is recorded. */
package org.pinion.embed.internal.events;
