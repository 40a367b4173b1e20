// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.activator.Activator;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.threadio.ThreadIO;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Runs Gogo on the context of the system bundle, as its bundle would do on its own. */
final class Gogo extends Activator {

    private final BundleContext context;
    private final List<ServiceRegistration<?>> commands = new ArrayList<>();

    private Gogo(BundleContext context) {
        this.context = context;
    }

    static Gogo start(BundleContext context, List<?> commands) {
        Gogo gogo = new Gogo(context);
        try {
            gogo.start(context);
        } catch (IllegalStateException e) {
            throw new IllegalStateException("there is an open shell in this JVM already", e);
        } catch (Exception e) {
            throw new IllegalStateException("Gogo does not start", e);
        }
        gogo.commands.addAll(StockCommands.register(context, gogo.processor));
        commands.forEach(command -> gogo.commands.add(StockCommands.register(context, command)));
        return gogo;
    }

    @Override
    protected ServiceRegistration<?> newProcessor(ThreadIO streams, BundleContext bundleContext) {
        processor = new Processor(streams);
        processor.addConstant(CONTEXT, bundleContext);
        processor.addConverter(new Converters(bundleContext));
        return bundleContext.registerService(CommandProcessor.class, processor, null);
    }

    CommandSession session(InputStream in, OutputStream out, OutputStream err) {
        CommandSession session = processor.createSession(in, out, err);
        session.put("SCOPE", "pinion:felix:gogo:*");
        return session;
    }

    void stop() {
        try {
            commands.forEach(ServiceRegistration::unregister);
            stop(context);
        } catch (IllegalStateException e) {
            // The runtime was closed before, so the services are gone.
            processor.stop();
        }
    }

    /** Gogo's processor; values of unknown types are written as they write themselves. */
    private static final class Processor extends CommandProcessorImpl {

        private static final Converter PLAIN = new PlainText();

        Processor(ThreadIO streams) {
            super(streams);
        }

        @Override
        public void addConverter(Converter converter) {
            // The one that takes everything comes last.
            converters.remove(PLAIN);
            super.addConverter(converter);
            converters.add(PLAIN);
        }
    }

    /** Writes values as they write themselves, and leaves to Gogo what it shows line by line. */
    private static final class PlainText implements Converter {

        @Override
        public @Nullable Object convert(Class<?> type, Object value) {
            return null;
        }

        @Override
        public @Nullable CharSequence format(Object value, int level, Converter converter) {
            boolean several = value instanceof Collection
                    || value instanceof Map
                    || value instanceof Dictionary
                    || value instanceof Object[];
            if (several && level == Converter.INSPECT) {
                return null;
            }
            if (value.getClass().isArray()) {
                String text = Arrays.deepToString(new Object[] {value});
                return text.substring(1, text.length() - 1);
            }
            return String.valueOf(value);
        }
    }
}
