package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.server.tool.Progress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells what a program writes as progress, in whole lines: a program may take several writes for
 * one line, and a read may see any part of them. A line that its program leaves unfinished, as a
 * prompt or a row of dots, is told with the next write half a second later. Thread-safe.
 */
final class LiveLines implements Listener {
    /** Characters that one step tells, the last of them. */
    private static final int MAX_TOLD = 2_000;

    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Progress progress;
    private final LongSupplier clock;
    private final Map<Stream, Unfinished> unfinished = new EnumMap<>(Stream.class);

    /** What was written since the last end of a line, and when that began. */
    private record Unfinished(String text, long since) {}

    /** Tells {@code progress}, by a clock of nanoseconds. */
    LiveLines(Progress progress, LongSupplier clock) {
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void wrote(Stream stream, String text) {
        whole(stream, text)
                .filter(lines -> !lines.isBlank())
                .ifPresent(lines -> {
                    progress.step(1, lastOf(lines.strip()));
                });
    }

    /** The lines that are whole with this write, or what waited too long; the rest is kept. */
    private synchronized Optional<String> whole(Stream stream, String text) {
        long now = clock.getAsLong();
        Unfinished before = unfinished.getOrDefault(stream, new Unfinished("", now));
        String all = before.text() + text;
        boolean late = now - before.since() > PATIENCE || all.length() > MAX_TOLD;
        int end = late ? all.length() : 1 + Math.max(all.lastIndexOf('\n'), all.lastIndexOf('\r'));
        String rest = all.substring(end);
        if (rest.isEmpty()) {
            unfinished.remove(stream);
        } else {
            unfinished.put(stream, new Unfinished(rest, end == 0 ? before.since() : now));
        }
        return end == 0 ? Optional.empty() : Optional.of(all.substring(0, end));
    }

    private static String lastOf(String text) {
        int from = Math.max(0, text.length() - MAX_TOLD);
        boolean halved = from > 0 && Character.isLowSurrogate(text.charAt(from));
        return text.substring(halved ? from + 1 : from);
    }
}
