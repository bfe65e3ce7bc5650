package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.bubblewrap.Stage;
import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.files.Harvest;
import io.ultimatemcp.sandbox.files.Known;
import io.ultimatemcp.sandbox.linux.ProcessTable;
import io.ultimatemcp.sandbox.meter.Meter;
import io.ultimatemcp.sandbox.output.Space;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** An interpreter that stays on a stage. */
final class Tenant implements Held {
    /** The pipes' names in {@code /job}, in the order in which they are kept here. */
    static final List<String> PIPES = List.of("control", "reply", "out", "err");

    private static final long DEATH_MILLIS = 10_000;
    private static final int COUNTED = 512;

    private final Stage stage;
    private final List<RandomAccessFile> files;
    private final List<Pipe> pipes;
    private final Meter meter;
    private final Isolation isolation;
    private final Space.Contents contents;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param files the pipes, open
     * @param contents memory for what it answers
     * @param onClose runs once when nothing of it is left
     */
    Tenant(
            Stage stage,
            List<RandomAccessFile> files,
            Meter meter,
            Isolation isolation,
            Space.Contents contents,
            Runnable onClose) {
        this.stage = stage;
        this.files = List.copyOf(files);
        this.meter = meter;
        this.isolation = isolation;
        this.contents = contents;
        this.onClose = onClose;
        this.pipes = files.stream().map(Tenant::pipe).toList();
    }

    /** Whether that stage is the one it is on. */
    boolean isOn(Stage other) {
        return stage == other;
    }

    private static Pipe pipe(RandomAccessFile file) {
        try {
            return new Pipe(new FileInputStream(file.getFD()), new FileOutputStream(file.getFD()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Pipe control() {
        return pipes.get(0);
    }

    @Override
    public Pipe reply() {
        return pipes.get(1);
    }

    @Override
    public Pipe stdout() {
        return pipes.get(2);
    }

    @Override
    public Pipe stderr() {
        return pipes.get(3);
    }

    @Override
    public Space space() {
        return new Space(contents);
    }

    @Override
    public boolean isAlive() {
        return stage.process().isAlive();
    }

    @Override
    public OptionalInt exitCode() {
        return isAlive() ? OptionalInt.empty() : OptionalInt.of(stage.process().exitValue());
    }

    @Override
    public Usage usage() {
        return meter.read();
    }

    @Override
    public int companions() {
        OptionalLong first = stage.firstInside();
        // the first inside is bubblewrap's, its first child the interpreter
        return first.isEmpty()
                ? 0
                : Math.max(0, ProcessTable.tree(first.getAsLong(), COUNTED).size() - 2);
    }

    @Override
    public void interrupt() throws InterruptedException {
        OptionalLong first = stage.firstInside();
        if (first.isEmpty() || !isAlive()) {
            return;
        }
        List<Long> inside = ProcessTable.children(first.getAsLong());
        if (!inside.isEmpty()) {
            ProcessTable.interrupt(inside.getFirst());
        }
    }

    @Override
    public void kill() {
        stage.kill();
    }

    @Override
    public Left end(Known known, Space space) throws InterruptedException {
        if (!stage.killAndWait(DEATH_MILLIS)) {
            return new Left(List.of(), true); // who may still live could lead the collector astray
        }
        Harvest.Crop crop = stage.harvest(known, space);
        return new Left(Artifact.of(crop), crop.truncated());
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                stage.killAndWait(DEATH_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                letGo();
            }
        }
    }

    /** Each of it, whatever becomes of another. */
    private void letGo() {
        try {
            closeAll(files);
        } finally {
            try {
                stage.close();
            } finally {
                onClose.run();
            }
        }
    }

    /** Closes pipes. */
    static void closeAll(List<RandomAccessFile> files) {
        for (RandomAccessFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
