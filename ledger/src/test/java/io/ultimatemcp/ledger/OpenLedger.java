package io.ultimatemcp.ledger;

import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.BlobReader;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.run.Run;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with an empty ledger, open. */
public abstract class OpenLedger {
    /** When things happen, unless a test says otherwise. */
    protected static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /** Of this test alone. */
    @TempDir protected Path directory;

    /** Tests may close it and open it again. */
    protected Ledger ledger;

    /** Settings of an empty ledger that this test alone uses, the same at each call. */
    protected abstract LedgerSettings settings(Path directory);

    @BeforeEach
    void open() {
        ledger = Ledger.open(settings(directory));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** A run that refers to one content. */
    protected final Run simple(Blob arguments) {
        return simple(arguments, START);
    }

    /** A run that refers to one content and began at some time. */
    protected final Run simple(Blob arguments, Instant startedAt) {
        return Run.builder(ledger.newRunId(), "execute_code", "ada")
                .startedAt(startedAt)
                .arguments(arguments.sha256())
                .build();
    }

    /** The whole of a content. */
    protected final byte[] read(Sha256 sha256) {
        try (BlobReader reader = ledger.blobs().open(sha256)) {
            return reader.bytes(1 << 30);
        }
    }
}
