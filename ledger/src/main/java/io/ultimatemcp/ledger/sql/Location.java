package io.ultimatemcp.ledger.sql;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the rows of a ledger are. */
public sealed interface Location {
    /**
     * A file that several processes of one machine may open at once.
     *
     * @param file the database; made when absent, readable by its owner only
     */
    record SqliteFile(Path file) implements Location {}

    /**
     * A PostgreSQL server that several machines may share, version 13 or newer.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, without a password in it
     * @param user the role to log in as; it owns the schema
     * @param password may be empty
     */
    record Postgres(String url, String user, String password) implements Location {
        private static final Pattern PARTS =
                Pattern.compile("jdbc:postgresql://([^/?]+)/([^?]+)(\\?.*)?");

        /** Refuses another kind of URL, and one that carries a password. */
        public Postgres {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("url must start with jdbc:postgresql:");
            }
            if (url.contains("password=")) {
                throw new IllegalArgumentException("url must not carry a password; give it apart");
            }
        }

        /**
         * The database as people call it.
         *
         * @return its name and the host, nothing secret
         */
        public String place() {
            var parts = PARTS.matcher(url);
            return parts.matches()
                    ? "the PostgreSQL database " + parts.group(2) + " at " + parts.group(1)
                    : "the PostgreSQL database";
        }

        @Override
        public String toString() {
            return "Postgres[url=" + url + ", user=" + user + "]";
        }
    }
}
