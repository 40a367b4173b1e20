// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may log in, and keeps the log of it. */
final class Logins implements PublickeyAuthenticator, SessionListener {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion.ssh");

    /** The key that was offered last, which is that of the login if there is one. */
    private static final AttributeKey<AuthorizedKeys.Entry> OFFERED = new AttributeKey<>();

    /** Why the connection ends, if the one or the other side says so. */
    private static final AttributeKey<String> FAREWELL = new AttributeKey<>();

    private static final int MAX_CONNECTIONS = 10;

    private final AuthorizedKeys keys;
    private final AtomicInteger connections = new AtomicInteger();

    Logins(AuthorizedKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        Optional<AuthorizedKeys.Entry> entry = Optional.empty();
        String reason = "is not authorized";
        try {
            entry = keys.find(key);
        } catch (IOException e) {
            reason = e.getMessage();
        }
        if (entry.isEmpty()) {
            LOG.warn("key refused of {} with key {}: {}", whence(user, session), fingerprint(key), reason);
            return false;
        }
        session.setAttribute(OFFERED, entry.get());
        return true;
    }

    /** Gives the key by which somebody has logged in. */
    static AuthorizedKeys.Entry entry(Session session) {
        return session.getAttribute(OFFERED);
    }

    @Override
    public void sessionCreated(Session session) {
        if (connections.incrementAndGet() > MAX_CONNECTIONS) {
            session.setAttribute(FAREWELL, "there are " + MAX_CONNECTIONS + " connections already");
            session.close(true);
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            LOG.info("login of {}", who(session));
        }
    }

    @Override
    public void sessionDisconnect(Session session, int reason, String message, String language, boolean initiator) {
        session.setAttribute(FAREWELL, message);
    }

    @Override
    public void sessionClosed(Session session) {
        connections.decrementAndGet();
        String farewell = session.getAttribute(FAREWELL);
        String why = farewell == null || farewell.isEmpty() ? "" : ": " + visible(farewell);
        if (session.isAuthenticated()) {
            LOG.info("logout of {}{}", who(session), why);
        } else {
            LOG.warn("no login of {}{}", whence(session.getUsername(), session), why);
        }
    }

    /** Logs what somebody is about to run. */
    void logCommand(Session session, String command) {
        LOG.info("command of {}: {}", who(session), visible(command));
    }

    private static String who(Session session) {
        return whence(session.getUsername(), session) + " with key "
                + fingerprint(entry(session).key());
    }

    private static String whence(String user, Session session) {
        String address = session.getIoSession().getRemoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress() + " port " + remote.getPort()
                : "somewhere";
        return (user == null ? "somebody" : visible(user)) + " from " + address;
    }

    private static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    /** Writes what came from outside so that it stays on its line, and cannot pass for another one. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.strip().codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                visible.append(c == '\n' ? "\\n" : String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }
}
