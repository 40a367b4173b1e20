// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.stream.Stream;

/** A program that people use to log in. */
interface Client {

    /** What came out of a command. */
    record Run(String out, String err, int exit) {}

    /** Runs a command with something to read; {@code null} starts a shell without a terminal. */
    Run run(Stage stage, KeyPair key, String input, String command) throws Exception;

    /** Starts a shell at a terminal of 80 columns. */
    Typing type(Stage stage, KeyPair key) throws Exception;

    /** Somebody who types and looks. */
    interface Typing extends AutoCloseable {
        Typing type(String keys) throws IOException;

        /** Waits for a text, and gives what came up to it. */
        String await(String text) throws InterruptedException;

        void resize(int columns, int rows) throws IOException;

        /** Waits for the end, and gives the status. */
        int end() throws Exception;

        @Override
        void close() throws IOException;
    }

    /** Gives the client that comes with the library, and OpenSSH where it is. */
    static Stream<Client> all() {
        Stream<Client> installed = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "ssh"))
                .filter(Files::isExecutable)
                .limit(1)
                .map(OpenSsh::new);
        return Stream.concat(Stream.of(new Mina()), installed);
    }
}
