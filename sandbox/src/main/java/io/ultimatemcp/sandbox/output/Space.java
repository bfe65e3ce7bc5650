package io.ultimatemcp.sandbox.output;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The memory that the contents of one result take: what a program wrote, and the files it left.
 * Little of it is free of charge; the rest is of an {@link Allotment} until this is closed.
 * Thread-safe.
 *
 * <p>Streams and files have one each: a job that waits for its files holds its streams already, and
 * must not wait for others that do the same.
 */
public final class Space implements AutoCloseable {
    /** Bytes of one stream, or of all files together, that are free of charge: 256 KiB. */
    public static final int FREE = 256 << 10;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Contents contents;
    private final Queue<Allotment.Portion> portions = new ConcurrentLinkedQueue<>();

    /**
     * What all results share.
     *
     * @param streams for what programs write
     * @param files for the files they leave
     */
    public record Contents(Allotment streams, Allotment files) {
        private static final int PARTS = 6;

        /** A third of the heap for both. */
        public static Contents ofHeap() {
            return new Contents(Allotment.ofHeap(PARTS), Allotment.ofHeap(PARTS));
        }
    }

    /** Of nothing yet. */
    public Space(Contents contents) {
        this.contents = contents;
    }

    /** Whether a stream of so many bytes may be kept; never waits, for a program would with it. */
    public boolean forStream(long bytes) {
        var portion = contents.streams.tryTake(bytes);
        portion.ifPresent(portions::add);
        return portion.isPresent();
    }

    /**
     * Waits for memory for files, some seconds at most.
     *
     * @param bytes that they take at most; shrink the portion to what it was
     * @return empty when it did not come free in that time
     */
    public Optional<Allotment.Portion> forFiles(long bytes) throws InterruptedException {
        var portion = contents.files.take(bytes, PATIENCE);
        portion.ifPresent(portions::add);
        return portion;
    }

    /** Gives everything back: its contents are used no more. */
    @Override
    public void close() {
        for (var portion = portions.poll(); portion != null; portion = portions.poll()) {
            portion.close();
        }
    }
}
