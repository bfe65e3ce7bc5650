package io.ultimatemcp.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Runs the filter's bytes in a small BPF machine: every call meets the verdict of the table. */
final class SeccompFilterTest {
    private static final int X86 = 0xC000003E;
    private static final int ARM = 0xC00000B7;
    private static final int I386 = 0x40000003;

    @Test
    void everyCallOfTheTableMeetsItsVerdictOnBothArchitectures() {
        for (Architecture architecture : Architecture.values()) {
            byte[] filter = SeccompFilter.of(architecture);
            SystemCalls calls = SystemCalls.of(architecture);
            calls.verdicts()
                    .forEach((number, verdict) ->
                            assertThat(answer(filter, architecture.auditNumber(), number))
                                    .isEqualTo(verdict.value()));
            assertThat(filter.length / 8).isLessThan(4096);
        }
    }

    @Test
    void unknownCallsDoNotExist() {
        assertThat(x86(435)).isEqualTo(Verdict.ENOSYS.value()); // clone3
        assertThat(x86(600)).isEqualTo(Verdict.ENOSYS.value());
        assertThat(x86(0x3FFFFFFF)).isEqualTo(Verdict.ENOSYS.value());
    }

    @Test
    void foreignCallsAreFatal() {
        byte[] filter = SeccompFilter.of(Architecture.X86_64);
        assertThat(answer(filter, I386, 20)).isEqualTo(Verdict.KILL_PROCESS.value());
        assertThat(answer(filter, ARM, 20)).isEqualTo(Verdict.KILL_PROCESS.value());
        assertThat(x86(0x40000000 | 39)).isEqualTo(Verdict.KILL_PROCESS.value());
        assertThat(x86(-1)).isEqualTo(Verdict.KILL_PROCESS.value());
    }

    @Test
    void argumentsDecideWhereTheyMust() {
        int allow = Verdict.ALLOW.value();
        int eperm = Verdict.EPERM.value();
        assertThat(x86(56, 17)).isEqualTo(allow);
        assertThat(x86(56, 0x10000000 | 17)).isEqualTo(eperm);
        assertThat(x86(41, 1, 5, 0)).isEqualTo(allow);
        assertThat(x86(41, 2, 1 | 0x80000, 6)).isEqualTo(allow);
        assertThat(x86(41, 2, 3, 1)).isEqualTo(eperm);
        assertThat(x86(41, 2, 1, 262)).isEqualTo(Verdict.EAFNOSUPPORT.value());
        assertThat(x86(41, 40, 1, 0)).isEqualTo(Verdict.EAFNOSUPPORT.value());
        assertThat(x86(16, 0, 0x5412)).isEqualTo(eperm);
        assertThat(x86(16, 0, 0x5401)).isEqualTo(allow);
        assertThat(x86(16, 0, 0xAE00)).isEqualTo(Verdict.ENOTTY.value());
        assertThat(x86(157, 22)).isEqualTo(eperm);
        assertThat(x86(157, 15)).isEqualTo(allow);
        assertThat(x86(135, 0xFFFFFFFF)).isEqualTo(allow);
        assertThat(x86(135, 0x40000)).isEqualTo(eperm);
        assertThat(x86(54, 3, 1, 7)).isEqualTo(Verdict.IGNORED.value());
        assertThat(x86(54, 3, 6, 7)).isEqualTo(allow);
    }

    private static int x86(int number, int... arguments) {
        return answer(SeccompFilter.of(Architecture.X86_64), X86, number, arguments);
    }

    /** Interprets the instructions that the filter uses. */
    static int answer(byte[] filter, int architecture, int number, int... arguments) {
        var data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0, number).putInt(4, architecture);
        for (int i = 0; i < arguments.length; i++) {
            data.putLong(16 + 8 * i, arguments[i]);
        }
        var program = ByteBuffer.wrap(filter).order(ByteOrder.LITTLE_ENDIAN);
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int yes = program.get(8 * at + 2) & 0xFF;
            int no = program.get(8 * at + 3) & 0xFF;
            int constant = program.getInt(8 * at + 4);
            switch (program.getShort(8 * at)) {
                case 0x20 -> accumulator = data.getInt(constant);
                case 0x54 -> accumulator &= constant;
                case 0x15 -> at += accumulator == constant ? yes : no;
                case 0x35 -> at += Integer.compareUnsigned(accumulator, constant) >= 0 ? yes : no;
                case 0x45 -> at += (accumulator & constant) != 0 ? yes : no;
                case 0x06 -> {
                    return constant;
                }
                default -> throw new AssertionError("unknown instruction at " + at);
            }
        }
    }
}
