// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.pinion.Plugin;
import org.pinion.acceptance.boot.api.Greeting;
import org.pinion.embed.Pinion;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Opens a plugin from a path, and one that is a resource of its own jar. */
@SpringBootApplication
public class BootApplication {

    /** What the plugins have: a variable that holds an object of a shared type. */
    public interface Greeter {
        /** Reads the variable. */
        Greeting greeting();
    }

    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(BootApplication.class, arguments);
    }

    /** Starts the runtime; Spring closes it. */
    @Bean
    Pinion pinion() {
        return Pinion.builder().share(Greeting.class.getPackageName()).start();
    }

    /** Uses the plugins. */
    @Bean
    CommandLineRunner greet(Pinion pinion) {
        return arguments -> {
            greet(pinion.open(Path.of(arguments[0])));
            greet(inside(pinion));
        };
    }

    private static Plugin inside(Pinion pinion) throws IOException {
        try (InputStream jar = BootApplication.class.getResourceAsStream("/plugins/inside.jar")) {
            return pinion.open("classpath:/plugins/inside.jar", jar);
        }
    }

    private static void greet(Plugin plugin) {
        System.out.println(
                plugin.name() + ": " + plugin.bind(Greeter.class).greeting().to("Ada"));
    }
}
