// SPDX-License-Identifier: Apache-2.0
package com.acme.api;

/** What a plugin gives back to its host. */
public interface Order {

    /** Tell what it costs. */
    int price();
}
