package io.ultimatemcp.server.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where a Neo4j answers over Bolt.
 *
 * @param uri with one of the schemes that Neo4j's drivers know, and without user name and password
 */
public record BoltAddress(URI uri) {
    private static final Set<String> SCHEMES =
            Set.of("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc");

    /** Reads one; throws {@link IllegalArgumentException} with half a sentence. */
    static BoltAddress parse(String text) {
        try {
            var uri = new URI(text);
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
                throw new IllegalArgumentException(
                        "must begin with one of bolt, neo4j, and either with +s or +ssc, then ://");
            }
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("names no host, as in bolt://HOST:7687");
            }
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "must not hold a user name or password; they have settings of their own");
            }
            return new BoltAddress(uri);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address: " + e.getReason(), e);
        }
    }
}
