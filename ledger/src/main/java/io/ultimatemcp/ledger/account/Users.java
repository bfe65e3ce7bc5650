package io.ultimatemcp.ledger.account;

import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Users and their roles. Any thread may call; calls block on the disk. */
public final class Users {
    private static final int CHANGE_BYTES = 512;
    private static final String SELECT = "SELECT name, created_us, disabled_us FROM users";

    private final Database database;

    /**
     * Opens the users.
     *
     * @param database holds them
     */
    public Users(Database database) {
        this.database = database;
    }

    /**
     * Makes a user without roles.
     *
     * @param name 1…255 printable ASCII characters, no blanks
     * @param now when
     * @throws Conflict if there is one of this name
     */
    public void create(String name, Instant now) {
        Names.check("user", name);
        database.write(CHANGE_BYTES, handle -> insert(handle, name, now, false));
    }

    /**
     * Makes a user unless there is one.
     *
     * @param name as at {@link #create}
     * @param now when
     */
    public void createIfAbsent(String name, Instant now) {
        Names.check("user", name);
        database.write(CHANGE_BYTES, handle -> insert(handle, name, now, true));
    }

    /**
     * Finds a user.
     *
     * @param name whose
     * @return empty if there is none
     */
    public Optional<User> find(String name) {
        return database.snapshot(handle ->
                users(handle, SELECT + " WHERE name = :name", name, 1).stream().findAny());
    }

    /**
     * Lists users by name.
     *
     * @param after the last name of the page before; empty for the first page
     * @param limit 1…{@value Page#LARGEST}
     * @return those whose names follow
     */
    public List<User> list(String after, int limit) {
        Page.checkedLimit(limit);
        return database.snapshot(handle ->
                users(handle, SELECT + " WHERE name > :name ORDER BY name", after, limit));
    }

    /**
     * Closes the door for a user, or opens it again.
     *
     * @param name whose
     * @param disabledAt since when; empty opens the door
     * @return false if there is no such user
     */
    public boolean disable(String name, Optional<Instant> disabledAt) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                                "UPDATE users SET disabled_us = :at"
                                                        + " WHERE name = :name")
                                        .bind("at", disabledAt.map(Micros::of).orElse(null))
                                        .bind("name", name)
                                        .execute()
                                == 1);
    }

    /**
     * Removes a user with roles and keys.
     *
     * @param name whose
     * @return false if there was none
     */
    public boolean delete(String name) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate("DELETE FROM users WHERE name = :name")
                                        .bind("name", name)
                                        .execute()
                                == 1);
    }

    /**
     * Grants a role; granting it twice changes nothing.
     *
     * @param name to whom
     * @param role which
     * @param by who grants
     * @param now when
     * @return false if the user has it already
     * @throws Conflict if there is no such user
     */
    public boolean grant(String name, String role, String by, Instant now) {
        Names.check("role", role);
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                                """
                                                INSERT INTO role_assignments
                                                  (user_name, role, granted_by, granted_us)
                                                VALUES (:name, :role, :by, :now)
                                                ON CONFLICT (user_name, role) DO NOTHING\
                                                """)
                                        .bind("name", name)
                                        .bind("role", role)
                                        .bind("by", by)
                                        .bind("now", Micros.of(now))
                                        .execute()
                                == 1);
    }

    /**
     * Takes a role away.
     *
     * @param name from whom
     * @param role which
     * @return false if the user did not have it
     */
    public boolean withdraw(String name, String role) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                                """
                                                DELETE FROM role_assignments
                                                WHERE user_name = :name AND role = :role\
                                                """)
                                        .bind("name", name)
                                        .bind("role", role)
                                        .execute()
                                == 1);
    }

    private static Integer insert(Handle handle, String name, Instant now, boolean tolerant) {
        return handle.createUpdate(
                        "INSERT INTO users (name, created_us) VALUES (:name, :now)"
                                + (tolerant ? " ON CONFLICT (name) DO NOTHING" : ""))
                .bind("name", name)
                .bind("now", Micros.of(now))
                .execute();
    }

    private static List<User> users(Handle handle, String sql, String name, int limit) {
        return handle
                .createQuery(sql + " LIMIT :limit")
                .bind("name", name)
                .bind("limit", limit)
                .map((row, _) ->
                        new User(
                                row.getString("name"),
                                Micros.toInstant(row.getLong("created_us")),
                                Times.read(row, "disabled_us"),
                                Set.of()))
                .list()
                .stream()
                .map(user ->
                        new User(
                                user.name(),
                                user.createdAt(),
                                user.disabledAt(),
                                roles(handle, user.name())))
                .toList();
    }

    private static Set<String> roles(Handle handle, String name) {
        return handle.createQuery("SELECT role FROM role_assignments WHERE user_name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .set();
    }
}
