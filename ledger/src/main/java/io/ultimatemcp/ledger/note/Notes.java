package io.ultimatemcp.ledger.note;

import io.ultimatemcp.ledger.sql.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Named texts, each written whole. Any thread may call. */
public final class Notes {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 1 << 20;

    private final Database database;

    /**
     * Opens the notes.
     *
     * @param database holds them
     */
    public Notes(Database database) {
        this.database = database;
    }

    /**
     * Reads a note.
     *
     * @param name which
     * @return its text, empty if it was never written
     */
    public Optional<String> get(String name) {
        return database.read(handle -> find(handle, name));
    }

    /**
     * Writes a note; durable when this returns.
     *
     * @param name which, 1…128 characters
     * @param value replaces what was there, up to 1 Mi characters
     */
    public void put(String name, String value) {
        check(name, value);
        database.write(
                value.length(),
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO notes (name, value) VALUES (:name, :value)
                                        ON CONFLICT (name) DO UPDATE SET value = excluded.value\
                                        """)
                                .bind("name", name)
                                .bind("value", value)
                                .execute());
    }

    /**
     * Writes a note unless there is one, however many processes try.
     *
     * @param name which
     * @param value for the first writer
     * @return the text that is there now
     */
    public String putIfAbsent(String name, String value) {
        check(name, value);
        return get(name)
                .orElseGet(() ->
                        database.write(
                                value.length(),
                                handle -> {
                                    insert(handle, name, value);
                                    return find(handle, name).orElseThrow();
                                }));
    }

    /**
     * Removes a note.
     *
     * @param name which
     */
    public void remove(String name) {
        database.write(
                name.length(),
                handle ->
                        handle.createUpdate("DELETE FROM notes WHERE name = :name")
                                .bind("name", name)
                                .execute());
    }

    private static void insert(Handle handle, String name, String value) {
        handle.createUpdate(
                        """
                        INSERT INTO notes (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO NOTHING\
                        """)
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    private static Optional<String> find(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM notes WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    private static void check(String name, String value) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a note's name has 1 to 128 characters: " + name);
        }
        if (value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the note "
                            + name
                            + " must be text of at most "
                            + LONGEST_VALUE
                            + " characters");
        }
    }
}
