package io.ultimatemcp.ledger;

import io.ultimatemcp.ledger.account.ApiKeys;
import io.ultimatemcp.ledger.account.RefreshTokens;
import io.ultimatemcp.ledger.account.Revocations;
import io.ultimatemcp.ledger.account.Users;
import io.ultimatemcp.ledger.audit.AuditEvent;
import io.ultimatemcp.ledger.audit.AuditLog;
import io.ultimatemcp.ledger.backup.Backups;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.Blobs;
import io.ultimatemcp.ledger.check.ContentCheck;
import io.ultimatemcp.ledger.lease.Leases;
import io.ultimatemcp.ledger.note.Notes;
import io.ultimatemcp.ledger.outbox.Outbox;
import io.ultimatemcp.ledger.page.Cursors;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.retention.Retention;
import io.ultimatemcp.ledger.retention.RetentionPreview;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.run.RunDisposal;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.ledger.run.RunIds;
import io.ultimatemcp.ledger.run.RunList;
import io.ultimatemcp.ledger.run.RunSummary;
import io.ultimatemcp.ledger.run.Runs;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.DatabaseUse;
import io.ultimatemcp.ledger.sql.PrivateFiles;
import io.ultimatemcp.ledger.task.Tasks;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The system of record: what a call of it acknowledged is there after a crash at any moment.
 *
 * <p>Rows live in SQLite or PostgreSQL, large contents in files beside them. Several processes may
 * have the same ledger open. Every method blocks, may be called from any thread, and is meant for
 * virtual ones; what it throws is a {@link io.ultimatemcp.ledger.fault.LedgerException}, or an
 * {@link IllegalArgumentException} for an argument that can never be right.
 */
public final class Ledger implements AutoCloseable {
    private static final int CURSOR_KEY_BYTES = 32;

    private final Database database;
    private final RunIds runIds;
    private final Runs runs;
    private final RunList runList;
    private final RunDisposal disposal;
    private final Retention retention;
    private final Backups backups;
    private final Blobs blobs;
    private final Outbox outbox;
    private final Notes notes;
    private final AuditLog audit;
    private final Revocations revocations;
    private final RefreshTokens refreshTokens;
    private final ApiKeys apiKeys;
    private final Users users;
    private final Tasks tasks;
    private final Leases leases;
    private final ContentCheck check;

    private Ledger(LedgerSettings settings, Database database) {
        this.database = database;
        this.notes = new Notes(database);
        var cursors = new Cursors(() -> cursorKey(notes));
        this.runIds = new RunIds(settings.time());
        this.blobs = new Blobs(database, settings.blobs(), settings.blobLimits(), settings.time());
        this.runs = new Runs(database, blobs, settings.time());
        this.backups = new Backups(database, blobs, settings.time());
        this.disposal = new RunDisposal(database, blobs, settings.time());
        this.runList = new RunList(database, cursors);
        this.outbox = new Outbox(database);
        this.audit = new AuditLog(database, cursors, settings.time());
        this.revocations = new Revocations(database);
        this.refreshTokens = new RefreshTokens(database);
        this.apiKeys = new ApiKeys(database);
        this.users = new Users(database);
        this.tasks = new Tasks(database, cursors);
        this.leases = new Leases(database, settings.time());
        this.check = new ContentCheck(database, blobs);
        this.retention =
                new Retention(
                        disposal,
                        blobs,
                        outbox,
                        tasks,
                        leases,
                        new RetentionPreview(database),
                        settings.time());
    }

    /**
     * Opens a ledger, making it when there is none.
     *
     * @param settings where and how
     * @return the ledger; close it
     * @throws io.ultimatemcp.ledger.fault.LedgerUnavailable if it cannot be opened or written
     * @throws io.ultimatemcp.ledger.fault.LedgerCorrupt if the file is not a ledger
     */
    public static Ledger open(LedgerSettings settings) {
        PrivateFiles.makeDirectory(settings.blobs());
        Database database =
                Database.open(
                        settings.location(),
                        settings.writerLimits(),
                        settings.readers(),
                        settings.listener());
        try {
            return new Ledger(settings, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Whether a ledger could be restored there: nothing is stored yet. Changes nothing.
     *
     * @param settings where
     * @return false when something is
     * @throws io.ultimatemcp.ledger.fault.LedgerUnavailable if it cannot be looked at
     */
    public static boolean isUnused(LedgerSettings settings) {
        return Database.isUnused(settings.location());
    }

    /**
     * A name for a run that begins now.
     *
     * @return UUIDv7 in text form
     */
    public String newRunId() {
        return runIds.next();
    }

    /**
     * Stores a run with its artifacts and contents; durable when this returns, not stored at all
     * when it throws.
     *
     * @param run the run
     * @param content the contents it refers to; those not given must be staged ({@link
     *     Blobs#stage}) or stored already
     * @throws io.ultimatemcp.ledger.fault.Conflict if a run of this name is stored
     * @throws io.ultimatemcp.ledger.fault.UnknownBlob if a content is missing
     * @throws io.ultimatemcp.ledger.fault.LedgerBusy if too much is waiting to be written
     */
    public void record(Run run, List<Blob> content) {
        runs.record(run, content, _ -> {});
    }

    /**
     * Stores a run as {@link #record(Run, List)} does, and with it an entry of the audit chain:
     * both or neither, in one commit.
     *
     * @param run the run
     * @param content the contents it refers to
     * @param event what the chain shall say
     */
    public void record(Run run, List<Blob> content, AuditEvent event) {
        runs.record(run, content, handle -> audit.append(handle, event));
    }

    /**
     * Finds a run.
     *
     * @param id its name
     * @return the run with its result and artifacts, empty if there is none
     */
    public Optional<Run> run(String id) {
        return runs.find(id);
    }

    /**
     * Lists runs, the newest first.
     *
     * @param filter which
     * @param cursor from the page before; absent for the first
     * @param limit how many a page, 1…{@value Page#LARGEST}
     * @return one page
     * @throws io.ultimatemcp.ledger.fault.BadCursor if the cursor is not from this list
     */
    public Page<RunSummary> runs(RunFilter filter, @Nullable String cursor, int limit) {
        return runList.page(filter, cursor, limit);
    }

    /**
     * Deletes a run, and the contents that no other run refers to.
     *
     * @param id its name
     * @return false if there was none
     */
    public boolean delete(String id) {
        return disposal.delete(id, _ -> {});
    }

    /**
     * Deletes a run as {@link #delete(String)} does, and says so in the audit chain, in one commit.
     *
     * @param id its name
     * @param event what the chain shall say, if there was one
     * @return false if there was none
     */
    public boolean delete(String id, AuditEvent event) {
        return disposal.delete(id, handle -> audit.append(handle, event));
    }

    /**
     * The contents, by digest.
     *
     * @return a view of this ledger
     */
    public Blobs blobs() {
        return blobs;
    }

    /**
     * What followers have to be told.
     *
     * @return a view of this ledger
     */
    public Outbox outbox() {
        return outbox;
    }

    /**
     * Small named texts.
     *
     * @return a view of this ledger
     */
    public Notes notes() {
        return notes;
    }

    /**
     * Long-running calls that clients ask about again.
     *
     * @return a view of this ledger
     */
    public Tasks tasks() {
        return tasks;
    }

    /**
     * What only one of several nodes may do at a time.
     *
     * @return a view of this ledger
     */
    public Leases leases() {
        return leases;
    }

    /**
     * The check of all contents against their digests.
     *
     * @return a view of this ledger
     */
    public ContentCheck check() {
        return check;
    }

    /**
     * Users and their roles.
     *
     * @return a view of this ledger
     */
    public Users users() {
        return users;
    }

    /**
     * API keys, without their secrets.
     *
     * @return a view of this ledger
     */
    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /**
     * Refresh tokens with reuse detection.
     *
     * @return a view of this ledger
     */
    public RefreshTokens refreshTokens() {
        return refreshTokens;
    }

    /**
     * Tokens and users that are no longer honoured.
     *
     * @return a view of this ledger
     */
    public Revocations revocations() {
        return revocations;
    }

    /**
     * The chain of who did what.
     *
     * @return a view of this ledger
     */
    public AuditLog audit() {
        return audit;
    }

    /**
     * Keeps the ledger within bounds; call it now and then.
     *
     * @return a view of this ledger
     */
    public Retention retention() {
        return retention;
    }

    /**
     * Backups of this ledger, made while it is in use.
     *
     * @return a view of this ledger
     */
    public Backups backups() {
        return backups;
    }

    /**
     * How busy the ledger is at this moment; asks nothing of it and waits for nothing.
     *
     * @return the use
     */
    public DatabaseUse use() {
        return database.use();
    }

    /** Finishes what was accepted, then closes every connection. */
    @Override
    public void close() {
        database.close();
    }

    /** One key for all processes and all starts, so that a cursor outlives both. */
    private static byte[] cursorKey(Notes notes) {
        var key = new byte[CURSOR_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String kept = notes.putIfAbsent("cursor-key", HexFormat.of().formatHex(key));
        return HexFormat.of().parseHex(kept);
    }
}
