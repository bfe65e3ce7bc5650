package io.ultimatemcp.sandbox.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes classic BPF instructions over {@code struct seccomp_data}. Only relative jumps within one
 * block are needed, so there are no labels.
 */
final class Assembler {
    private static final int LOAD_WORD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;
    private static final int OFFSET_NUMBER = 0;
    private static final int OFFSET_ARCHITECTURE = 4;
    private static final int OFFSET_ARGUMENTS = 16;

    private record Instruction(int code, int ifTrue, int ifFalse, int constant) {}

    private final List<Instruction> program = new ArrayList<>();

    Assembler loadNumber() {
        return add(LOAD_WORD, 0, 0, OFFSET_NUMBER);
    }

    Assembler loadArchitecture() {
        return add(LOAD_WORD, 0, 0, OFFSET_ARCHITECTURE);
    }

    /** The low 32 bits of an argument; both architectures are little-endian. */
    Assembler loadArgument(int index) {
        return add(LOAD_WORD, 0, 0, OFFSET_ARGUMENTS + 8 * index);
    }

    Assembler and(int mask) {
        return add(AND, 0, 0, mask);
    }

    Assembler answer(Verdict verdict) {
        return add(RETURN, 0, 0, verdict.value());
    }

    Assembler answerIfEqual(int constant, Verdict verdict) {
        return add(JUMP_EQUAL, 0, 1, constant).answer(verdict);
    }

    Assembler answerUnlessEqual(int constant, Verdict verdict) {
        return add(JUMP_EQUAL, 1, 0, constant).answer(verdict);
    }

    Assembler answerIfAtLeast(int constant, Verdict verdict) {
        return add(JUMP_AT_LEAST, 0, 1, constant).answer(verdict);
    }

    Assembler answerIfAnyBit(int mask, Verdict verdict) {
        return add(JUMP_ANY_BIT, 0, 1, mask).answer(verdict);
    }

    /** Runs {@code block}, which must end in an answer, only for this constant. */
    Assembler onlyIfEqual(int constant, Assembler block) {
        int length = block.program.size();
        if (length > 255) {
            throw new IllegalArgumentException("a block of " + length + " is too long to skip");
        }
        add(JUMP_EQUAL, 0, length, constant);
        program.addAll(block.program);
        return this;
    }

    /** The program as an array of {@code struct sock_filter}. */
    byte[] assemble() {
        var bytes = ByteBuffer.allocate(8 * program.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (Instruction i : program) {
            bytes.putShort((short) i.code).put((byte) i.ifTrue).put((byte) i.ifFalse);
            bytes.putInt(i.constant);
        }
        return bytes.array();
    }

    private Assembler add(int code, int ifTrue, int ifFalse, int constant) {
        program.add(new Instruction(code, ifTrue, ifFalse, constant));
        return this;
    }
}
