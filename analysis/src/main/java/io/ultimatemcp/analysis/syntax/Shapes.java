package io.ultimatemcp.analysis.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The shapes of tree-sitter's functions and structs (tree_sitter/api.h of 0.26). Functions of one
 * shape share one handle, which takes the function's address first: linking a shape costs
 * milliseconds, and constants are inlined where fields are not.
 */
final class Shapes {
    /** TSNode: four numbers of which the first is the start byte, then two pointers. */
    static final StructLayout NODE =
            MemoryLayout.structLayout(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

    /** TSTreeCursor: two pointers and three numbers. */
    static final StructLayout CURSOR =
            MemoryLayout.structLayout(
                    ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, MemoryLayout.paddingLayout(4));

    /** TSPoint. */
    static final StructLayout POINT = MemoryLayout.structLayout(JAVA_INT, JAVA_INT);

    /** TSInput: payload, read, encoding, decode. */
    static final StructLayout INPUT =
            MemoryLayout.structLayout(
                    ADDRESS, ADDRESS, JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS);

    /** TSParseOptions: payload, progress callback. */
    static final StructLayout OPTIONS = MemoryLayout.structLayout(ADDRESS, ADDRESS);

    /** {@code const char *(*read)(void *payload, uint32_t byte, TSPoint, uint32_t *length)}. */
    static final FunctionDescriptor READ =
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, POINT, ADDRESS);

    /** {@code bool (*progress)(TSParseState *)}: whether to give up. */
    static final FunctionDescriptor PROGRESS = FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS);

    static final MethodHandle NOTHING_TO_POINTER = slow(FunctionDescriptor.of(ADDRESS));
    static final MethodHandle POINTER_TO_NOTHING = slow(FunctionDescriptor.ofVoid(ADDRESS));
    static final MethodHandle PARSE =
            slow(FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, INPUT, OPTIONS));
    static final MethodHandle POINTERS_TO_BOOLEAN =
            quick(FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
    static final MethodHandle POINTER_TO_INT = quick(FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static final MethodHandle ENTRY_TO_POINTER =
            quick(FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_SHORT));
    static final MethodHandle ENTRY_TO_INT =
            quick(FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
    static final MethodHandle POINTER_TO_NODE = quick(FunctionDescriptor.of(NODE, ADDRESS));
    static final MethodHandle NODE_TO_CURSOR = quick(FunctionDescriptor.of(CURSOR, NODE));
    static final MethodHandle NODE_TO_INT = quick(FunctionDescriptor.of(JAVA_INT, NODE));
    static final MethodHandle POINTER_TO_BOOLEAN =
            quick(FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));

    private Shapes() {}

    /** For what may take long or calls back. */
    @SuppressWarnings("restricted")
    private static MethodHandle slow(FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(shape);
    }

    /** For what takes nanoseconds: the thread's state is not changed for it. */
    @SuppressWarnings("restricted")
    private static MethodHandle quick(FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(shape, Linker.Option.critical(false));
    }
}
