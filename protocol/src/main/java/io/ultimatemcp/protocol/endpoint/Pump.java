package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.notify.Next;
import io.ultimatemcp.protocol.notify.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The one writer of an event stream: takes from a queue, waits for each write, so that a slow
 * reader slows nobody but its own queue. A write stuck too long ends the stream.
 */
final class Pump implements Pulse.Beat {
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final byte[] HEARTBEAT = ascii(": keep-alive\n\n");
    private static final byte[] EVENT = ascii("event: message\ndata: ");
    private static final byte[] END = ascii("\n\n");

    private final Source source;
    private final StreamWriter writer;
    private final Thread thread = Thread.currentThread();
    private volatile long writingSince;

    private Pump(Source source, StreamWriter writer) {
        this.source = source;
        this.writer = writer;
    }

    /** Writes on this thread until the source ends or the client has gone. */
    static void run(Source source, StreamWriter writer, Engine engine) {
        var pump = new Pump(source, writer);
        engine.pulse().add(pump);
        engine.meter().streams(1);
        try {
            pump.write(engine.limits().streams().heartbeat());
        } catch (IOException e) {
            // the client has gone: the finally part tells the source
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            engine.pulse().remove(pump);
            engine.meter().streams(-1);
            source.abandoned();
            writer.close();
        }
    }

    @Override
    public void tick(long nanoTime) {
        long since = writingSince;
        if (since != 0 && nanoTime - since > STUCK_NANOS) {
            thread.interrupt();
        }
    }

    private void write(Duration heartbeat) throws IOException, InterruptedException {
        while (true) {
            switch (source.take(heartbeat)) {
                case Next.Send send -> put(frame("", send.message().json()));
                case Next.SendEvent event -> put(frame(event.id(), event.message().json()));
                case Next.Idle idle -> put(HEARTBEAT);
                case Next.Pause pause -> {
                    put(ascii("retry: " + pause.retry().toMillis() + "\n\n"));
                    return;
                }
                case Next.End end -> {
                    return;
                }
            }
        }
    }

    private void put(byte[] chunk) throws IOException, InterruptedException {
        writingSince = System.nanoTime() | 1;
        writer.write(chunk);
        writingSince = 0;
    }

    /** One event; without data it only tells its id. */
    private static byte[] frame(String id, byte[] json) {
        byte[] head = id.isEmpty() ? new byte[0] : ascii("id: " + id + "\n");
        byte[] field = json.length == 0 ? ascii("data: ") : EVENT;
        byte[] frame = new byte[head.length + field.length + json.length + END.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(field, 0, frame, head.length, field.length);
        System.arraycopy(json, 0, frame, head.length + field.length, json.length);
        System.arraycopy(END, 0, frame, frame.length - END.length, END.length);
        return frame;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
