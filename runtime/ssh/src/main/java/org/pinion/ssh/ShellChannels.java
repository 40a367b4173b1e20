// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.util.Map;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/** Makes channels that have a terminal only if the key may have one. */
final class ShellChannels extends ChannelSessionFactory {

    private static final AttributeKey<Boolean> TERMINAL = new AttributeKey<>();

    /** Tells whether a client has asked for a terminal, and has got it. */
    static boolean hasTerminal(Channel channel) {
        return channel.getAttribute(TERMINAL) != null;
    }

    @Override
    public Channel createChannel(Session session) throws IOException {
        return new ShellChannel();
    }

    private static final class ShellChannel extends ChannelSession {

        @Override
        protected RequestHandler.Result handlePtyReqParsed(
                String term, int columns, int rows, int width, int height, Map<PtyMode, Integer> modes)
                throws IOException {
            if (!Logins.entry(getSession()).terminal()) {
                return RequestHandler.Result.ReplyFailure;
            }
            setAttribute(TERMINAL, true);
            return super.handlePtyReqParsed(term, columns, rows, width, height, modes);
        }
    }
}
