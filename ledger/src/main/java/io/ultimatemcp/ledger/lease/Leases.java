package io.ultimatemcp.ledger.lease;

import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Leases by name. Any thread may call; calls block on the disk. Times are those of the calling
 * node, so a life should be much longer than the clocks of the nodes differ.
 */
public final class Leases {
    private static final int ROW_BYTES = 256;

    private final Database database;
    private final InstantSource time;

    /**
     * Opens the leases.
     *
     * @param database holds them
     * @param time the present
     */
    public Leases(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * Takes a lease that is free or over, or makes one's own last longer.
     *
     * @param name of the lease
     * @param holder who wants it
     * @param life how long from now
     * @return whether {@code holder} has it now
     */
    public boolean take(String name, String holder, Duration life) {
        var now = time.instant();
        return database.write(
                        ROW_BYTES,
                        handle ->
                                handle.createUpdate(
                                                """
                                                INSERT INTO leases (name, holder, until_us)
                                                VALUES (:name, :holder, :until)
                                                ON CONFLICT (name) DO UPDATE SET
                                                  holder = excluded.holder,
                                                  until_us = excluded.until_us
                                                WHERE leases.holder = excluded.holder
                                                  OR leases.until_us <= :now\
                                                """)
                                        .bind("name", name)
                                        .bind("holder", holder)
                                        .bind("until", Micros.of(now.plus(life)))
                                        .bind("now", Micros.of(now))
                                        .execute())
                == 1;
    }

    /**
     * Who has a lease that is not over.
     *
     * @param name of the lease
     * @return the holder, empty when it is free
     */
    public Optional<String> holder(String name) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT holder FROM leases WHERE name = :name AND until_us > :now")
                        .bind("name", name)
                        .bind("now", Micros.of(time.instant()))
                        .mapTo(String.class)
                        .findOne());
    }

    /**
     * Gives a lease back before it is over.
     *
     * @param name of the lease
     * @param holder who has it; another's is left alone
     */
    public void release(String name, String holder) {
        database.write(
                ROW_BYTES,
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM leases WHERE name = :name AND holder = :holder")
                                .bind("name", name)
                                .bind("holder", holder)
                                .execute());
    }

    /**
     * Forgets leases that have long been over.
     *
     * @param since how long ago at least
     * @return how many
     */
    public int forgetEnded(Duration since) {
        return database.write(
                ROW_BYTES,
                handle ->
                        handle.createUpdate("DELETE FROM leases WHERE until_us < :moment")
                                .bind("moment", Micros.of(time.instant().minus(since)))
                                .execute());
    }
}
