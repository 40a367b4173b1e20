// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.osgi.framework.BundleException;
import org.pinion.PluginException;
import org.pinion.SymbolNotFoundException;

/** Writes what went wrong for those who have typed the command. */
final class FailureText {

    private static final String UNFIT = "Cannot coerce ";
    private static final String UNKNOWN = "Command not found: ";

    private FailureText() {}

    static String text(Throwable failure) {
        Throwable thrown = failure;
        while ((thrown instanceof ExecutionException || thrown instanceof InvocationTargetException)
                && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        if (thrown instanceof EOFException && thrown.getCause() instanceof SyntaxError) {
            thrown = thrown.getCause();
        }
        if (thrown instanceof SyntaxError syntax) {
            return text(syntax);
        }
        if (thrown instanceof SymbolNotFoundException missing) {
            return missing.getMessage()
                    + missing.hint().map(hint -> "\n  " + hint).orElse("");
        }
        if (thrown instanceof FileSystemException file) {
            return text(file);
        }
        String message = thrown.getMessage();
        boolean tells = thrown instanceof PluginException
                || thrown instanceof BundleException
                || thrown instanceof IOException
                || thrown instanceof IllegalArgumentException
                || thrown instanceof IllegalStateException
                || thrown instanceof NoSuchElementException
                || thrown instanceof UnsupportedOperationException
                || thrown.getClass() == Exception.class
                || thrown.getClass() == RuntimeException.class;
        if (thrown instanceof InterruptedException) {
            return "interrupted";
        }
        return tells && message != null && !message.isBlank()
                ? text(thrown.getClass().getSimpleName(), message)
                : thrown.toString();
    }

    private static String text(SyntaxError failure) {
        String message = String.valueOf(failure.getMessage())
                .replace("EOT", "end")
                .replaceFirst("looking for '([^'])$", "looking for '$1'");
        // Gogo counts from 0.
        return "syntax error in line " + (failure.line() + 1) + ", column " + (failure.column() + 1) + ": " + message;
    }

    private static String text(FileSystemException failure) {
        String reason = failure instanceof NoSuchFileException
                ? "no such file"
                : failure instanceof AccessDeniedException ? "permission denied" : failure.getReason();
        return failure.getFile() + ": " + reason;
    }

    /** Writes a failure of which only the name of the exception and its message are left. */
    static String text(String type, String message) {
        if (type.equals(CommandNotFoundException.class.getSimpleName()) && message.startsWith(UNKNOWN)) {
            return "no command " + message.substring(UNKNOWN.length()) + "; 'help' lists them";
        }
        if (message.startsWith(UNFIT) && message.indexOf('(') > 0) {
            // Gogo goes on with the types of the arguments, and of the parameters.
            String command = message.substring(UNFIT.length(), message.indexOf('('));
            return "wrong arguments for " + command + "; see 'help " + command + "'";
        }
        return message;
    }
}
