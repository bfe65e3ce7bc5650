package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.feature.Caller;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The loop over one pipe: reads lines, never waits for a call, and goes on after a line it cannot
 * read.
 */
final class StdioDoor {
    private final Engine engine;
    private final PipeCalls calls;

    StdioDoor(Engine engine, Caller caller, OutputStream out) {
        this.engine = engine;
        this.calls = new PipeCalls(engine, caller, new PipeWriter(out, engine.limits().streams()));
    }

    void serve(InputStream in) throws IOException {
        var lines = new BufferedInputStream(in, 1 << 16);
        try {
            while (line(lines)) {
                // each line is handed on as it is read
            }
        } finally {
            calls.close(engine.limits().calls().stdioDrain());
        }
    }

    /** Reads and hands on one line; false at the end of the input. */
    private boolean line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(256);
        int limit = engine.limits().requests().bodyBytes();
        int next;
        while ((next = in.read()) >= 0 && next != '\n') {
            if (line.size() <= limit) {
                line.write(next); // one byte more than allowed, so that the reader refuses it
            }
        }
        byte[] bytes = line.toByteArray();
        if (!blank(bytes)) {
            take(bytes);
        }
        return next >= 0;
    }

    private void take(byte[] bytes) {
        calls.take(engine.reader().read(bytes));
    }

    private static boolean blank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return true;
    }
}
