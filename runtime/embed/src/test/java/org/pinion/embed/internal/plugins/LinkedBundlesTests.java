// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.plugins;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.pinion.embed.internal.diagnosis.Failure;

class LinkedBundlesTests {

    /** A framework that stops closes the jars of bundles that are just being started; no real one does so on demand. */
    @Test
    void bundle_whoseJarTheFrameworkHasClosed_isAFailure() {
        Dictionary<String, String> headers = new Hashtable<>();
        BundleRevision revision = fake(BundleRevision.class, (proxy, method, arguments) -> 1);
        Bundle bundle = fake(Bundle.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "adapt" -> revision;
            case "getHeaders" -> headers;
            case "getLocation" -> "file:/closed.jar";
            case "findEntries" -> throw new IllegalStateException("zip file closed");
            default -> throw new UnsupportedOperationException(method.getName());
        });
        assertThatThrownBy(() -> new LinkedBundles().linkage(bundle))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("its content cannot be read: zip file closed");
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
