package io.ultimatemcp.server.run;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.run.Artifact;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.ledger.run.RunIds;
import io.ultimatemcp.ledger.run.RunSummary;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stored runs as callers may see them: who is no admin sees the runs of nobody else. What a
 * caller may not see does not exist for it.
 */
public final class Runs {
    /**
     * Contents are answered whole, so they have to fit memory; the sandbox's own limits are far
     * below.
     */
    private static final int MAX_ARTIFACT_BYTES = 64 << 20;

    private final Supplier<Ledger> ledger;

    /** Reads the ledger that {@code ledger} gives, asked for at the first use. */
    public Runs(Supplier<Ledger> ledger) {
        this.ledger = ledger;
    }

    /** The run of that id; throws {@link Refusal} (404) when there is none for this caller. */
    public Run find(Caller caller, String id) {
        Access.require(caller, Permission.TOOLS_READ);
        var run =
                RunIds.isRunId(id)
                        ? LedgerFaults.ask(() -> ledger.get().run(id))
                        : Optional.<Run>empty();
        return run.filter(each -> maySee(caller, each)).orElseThrow(() -> noSuchRun(id));
    }

    /**
     * The artifact at {@code path} of a run; throws {@link Refusal} (404) when it left none there.
     */
    public Artifact artifact(Run run, String path) {
        return run.artifacts().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() ->
                        notFound("run " + run.id() + " left no file \"" + abbreviate(path) + "\""));
    }

    /** The bytes of a content that a run refers to, checked against their digest. */
    public byte[] content(Sha256 sha256) {
        return LedgerFaults.ask(() -> {
            try (var reader = ledger.get().blobs().open(sha256)) {
                return reader.bytes(MAX_ARTIFACT_BYTES);
            }
        });
    }

    /**
     * A part of a content.
     *
     * @param from the first byte wanted, from 0
     * @param length bytes, no more than there are from there on
     */
    public byte[] content(Sha256 sha256, long from, int length) {
        return LedgerFaults.ask(() -> {
            try (var reader = ledger.get().blobs().open(sha256);
                    var part = reader.stream(from, length)) {
                return part.readNBytes(length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A page of runs, the newest first; throws {@link Refusal} for a cursor that is not ours. */
    public Page<RunSummary> list(
            Caller caller, RunFilter filter, @Nullable String cursor, int limit) {
        Access.require(caller, Permission.TOOLS_READ);
        boolean all = caller.may(Permission.SYSTEM_ADMIN.text());
        var visible = all ? filter : filter.principal(caller.id());
        return LedgerFaults.ask(() -> ledger.get().runs(visible, cursor, limit));
    }

    static Refusal noSuchRun(String id) {
        return notFound("no run \"" + abbreviate(id) + "\"");
    }

    private static boolean maySee(Caller caller, Run run) {
        return run.principal().equals(caller.id()) || caller.may(Permission.SYSTEM_ADMIN.text());
    }

    private static Refusal notFound(String detail) {
        return new Refusal(Problem.of(ErrorCode.NOT_FOUND, detail));
    }

    private static String abbreviate(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
