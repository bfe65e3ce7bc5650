package io.ultimatemcp.analysis.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What the C library calls while it parses. All state lies in the payload, so one pair of callbacks
 * serves every thread: address of the text, its length in bytes, and the {@link System#nanoTime()}
 * at which to give up.
 */
final class Callbacks {
    private static final long PAYLOAD_BYTES = 24;

    private final MemorySegment read;
    private final MemorySegment progress;

    Callbacks() {
        var lookup = MethodHandles.lookup();
        try {
            this.read =
                    stub(
                            lookup.findStatic(
                                    Callbacks.class,
                                    "read",
                                    MethodType.methodType(
                                            MemorySegment.class,
                                            MemorySegment.class,
                                            int.class,
                                            MemorySegment.class,
                                            MemorySegment.class)),
                            Shapes.READ);
            this.progress =
                    stub(
                            lookup.findStatic(
                                    Callbacks.class,
                                    "progress",
                                    MethodType.methodType(boolean.class, MemorySegment.class)),
                            Shapes.PROGRESS);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the callbacks are in this class", e);
        }
    }

    /** What the callbacks are to know of one parse. */
    static MemorySegment payload(MemorySegment text, long length, long deadline, Arena arena) {
        MemorySegment payload = arena.allocate(PAYLOAD_BYTES, 8);
        payload.set(ADDRESS, 0, text);
        payload.set(JAVA_LONG, 8, length);
        payload.set(JAVA_LONG, 16, deadline);
        return payload;
    }

    /** A TSInput of UTF-8. */
    MemorySegment input(MemorySegment payload, Arena arena) {
        MemorySegment input = arena.allocate(Shapes.INPUT);
        input.set(ADDRESS, 0, payload);
        input.set(ADDRESS, 8, read);
        input.set(JAVA_INT, 16, 0);
        return input;
    }

    /** A TSParseOptions. */
    MemorySegment options(MemorySegment payload, Arena arena) {
        MemorySegment options = arena.allocate(Shapes.OPTIONS);
        options.set(ADDRESS, 0, payload);
        options.set(ADDRESS, 8, progress);
        return options;
    }

    @SuppressWarnings("restricted")
    private static MemorySegment stub(MethodHandle target, FunctionDescriptor shape) {
        return Linker.nativeLinker().upcallStub(target, shape, Arena.global());
    }

    /** The text from {@code offset} to its end, at once. */
    @SuppressWarnings({"restricted", "unused"}) // called from C
    private static MemorySegment read(
            MemorySegment payload, int offset, MemorySegment point, MemorySegment length) {
        MemorySegment state = payload.reinterpret(PAYLOAD_BYTES);
        long left = Math.max(0, state.get(JAVA_LONG, 8) - Integer.toUnsignedLong(offset));
        length.reinterpret(4).set(JAVA_INT, 0, (int) left);
        return MemorySegment.ofAddress(
                state.get(ADDRESS, 0).address() + state.get(JAVA_LONG, 8) - left);
    }

    /** Whether the time is up; the first field of a TSParseState is the payload. */
    @SuppressWarnings({"restricted", "unused"}) // called from C
    private static boolean progress(MemorySegment parse) {
        MemorySegment payload = parse.reinterpret(8).get(ADDRESS, 0).reinterpret(PAYLOAD_BYTES);
        return System.nanoTime() - payload.get(JAVA_LONG, 16) > 0;
    }
}
