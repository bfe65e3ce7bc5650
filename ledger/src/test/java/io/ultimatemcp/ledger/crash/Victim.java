package io.ultimatemcp.ledger.crash;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.Samples.Sample;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Records runs without end and says the name of each on standard output once it is acknowledged.
 */
public final class Victim {
    private static final int CALLERS = 16;

    private Victim() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments a {@link Place}
     */
    public static void main(String[] arguments) {
        var out = new FileOutputStream(FileDescriptor.out);
        try (Ledger ledger = Ledger.open(new Place(List.of(arguments)).settings());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> recordForever(ledger, out));
            }
        }
    }

    private static void recordForever(Ledger ledger, FileOutputStream out) {
        try {
            for (; ; ) {
                Sample sample = Place.sample(ledger.newRunId());
                ledger.record(sample.run(), sample.content());
                out.write((sample.run().id() + "\n").getBytes(US_ASCII)); // one write, one line
            }
        } catch (IOException e) {
            throw new IllegalStateException("nobody listens any more", e);
        }
    }
}
