package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.egress.Contact;
import io.ultimatemcp.sandbox.egress.Denial;
import io.ultimatemcp.sandbox.egress.NetworkUse;
import io.ultimatemcp.server.tool.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run did with the hosts it was allowed, as results show it. */
public record NetworkView(
        @Field("The hosts it was allowed, as asked.") List<String> allowed,
        @Field("Whom it reached or tried to, at most 64.") List<Peer> peers,
        @Field("Connections that found no room among these.") long omitted) {

    /** That of a run with this list; null when it had none. */
    public static @Nullable NetworkView of(List<String> allowed, Optional<NetworkUse> use) {
        return use.map(it ->
                        new NetworkView(
                                List.copyOf(allowed),
                                it.contacts().stream().map(Peer::of).toList(),
                                it.omitted()))
                .orElse(null);
    }

    /** Connections to one host and port that ended alike. */
    public record Peer(
            @Field("Its host; empty when none could be told.") String host,
            @Field("Its port; 0 when none could be told.") int port,
            @Field("How many connections.") long connections,
            @Field("Bytes to it.") long sentBytes,
            @Field("Bytes from it.") long receivedBytes,
            @Field("Why they were refused or cut, as in not_allowed; absent when they were not.")
                    @Nullable String refused) {
        private static Peer of(Contact contact) {
            return new Peer(
                    contact.host(),
                    contact.port(),
                    contact.connections(),
                    contact.sent(),
                    contact.received(),
                    contact.denial().map(Denial::code).orElse(null));
        }
    }
}
