// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes messages of what Gogo writes when a command fails whose output is piped into another one: the simple name of an
 * exception, and its text.
 */
final class PipeErrors extends FilterOutputStream {

    private static final Pattern MESSAGE = Pattern.compile("gogo: (\\w*): (.*)\n", Pattern.DOTALL);

    PipeErrors(OutputStream err) {
        super(err);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        // Gogo writes the whole of it at once, in this encoding.
        Matcher message = MESSAGE.matcher(
                length > 6 && bytes[offset] == 'g' ? new String(bytes, offset, length, Charset.defaultCharset()) : "");
        if (message.matches()) {
            String text = FailureText.text(message.group(1), message.group(2)) + System.lineSeparator();
            out.write(text.getBytes(Charset.defaultCharset()));
        } else {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
