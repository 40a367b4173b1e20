// SPDX-License-Identifier: Apache-2.0
package example.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.pinion.embed.Pinion;

/** Runs the jars of both bundles as a host does. */
class WelcomeTests {

    private static final Path GREETINGS = Path.of(System.getProperty("greetings.jar", "no greetings.jar"));
    private static final Path WELCOME = Path.of(System.getProperty("welcome.jar", "no welcome.jar"));

    private final Pinion pinion =
            Pinion.builder().with("ds").share("org.osgi.service.cm").start();
    private final BundleContext context = pinion.framework().getBundleContext();

    @AfterEach
    void close() {
        pinion.close();
    }

    private void startWelcome() throws Exception {
        context.installBundle("welcome", Files.newInputStream(WELCOME)).start();
    }

    private String welcome() {
        ServiceReference<?> reference = context.getServiceReference(Supplier.class);
        return reference == null ? "nobody" : (String) ((Supplier<?>) context.getService(reference)).get();
    }

    @Test
    void welcome_startedAfterThePlugin_isActivated() throws Exception {
        pinion.open(GREETINGS);
        startWelcome();

        assertThat(welcome()).isEqualTo("Hello, World!");
    }

    @Test
    void welcome_startedBeforeThePlugin_isActivatedWithIt() throws Exception {
        startWelcome();
        assertThat(welcome()).isEqualTo("nobody");

        pinion.open(GREETINGS);

        assertThat(welcome()).isEqualTo("Hello, World!");
    }

    @Test
    void guest_thatIsConfigured_isWelcome() throws Exception {
        pinion.open(GREETINGS);
        startWelcome();
        assertThat(welcome()).isEqualTo("Hello, World!");

        CountDownLatch modified = new CountDownLatch(1);
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.MODIFIED) {
                modified.countDown();
            }
        };
        context.addServiceListener(listener, "(guest=Ada)");
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        Dictionary<String, Object> settings = new Hashtable<>();
        settings.put("guest", "Ada");
        admin.getConfiguration("example.welcome", null).update(settings);

        assertThat(modified.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(welcome()).isEqualTo("Hello, Ada!");
    }
}
