package io.ultimatemcp.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policy in a container's configuration allows what the filter allows, and nothing else. */
final class RuleListTest {
    private static final List<Integer> ARGUMENTS =
            Stream.of(
                            IntStream.rangeClosed(0, 64).boxed(),
                            Stream.of(
                                    1024,
                                    1026,
                                    1030,
                                    0x5401,
                                    0x5412,
                                    0x541B,
                                    0x541C,
                                    0x80045430,
                                    0xAE00,
                                    0x53564d41,
                                    0x10000000 | 17,
                                    0x20000 | 17,
                                    0x02000000,
                                    0x80000 | 1,
                                    -1))
                    .flatMap(each -> each)
                    .toList();

    @Test
    void bothFormsAllowTheSame() {
        for (Architecture architecture : Architecture.values()) {
            SystemCalls calls = SystemCalls.of(architecture);
            byte[] filter = SeccompFilter.of(architecture);
            calls.named()
                    .keySet()
                    .forEach(name ->
                            assertThat(allows(architecture, name))
                                    .as(name)
                                    .isEqualTo(calls.named().get(name) == Verdict.ALLOW));
            calls.looked()
                    .forEach((name, number) -> {
                        for (int first : ARGUMENTS) {
                            for (int second : ARGUMENTS) {
                                for (int third : List.of(0, 1, 6, 7, 17, 33)) {
                                    boolean both =
                                            SeccompFilterTest.answer(
                                                            filter,
                                                            architecture.auditNumber(),
                                                            number,
                                                            first,
                                                            second,
                                                            third)
                                                    == Verdict.ALLOW.value();
                                    if (!both || !isRareOption(name, second)) {
                                        assertThat(allows(architecture, name, first, second, third))
                                                .as("%s(%x, %x, %x)", name, first, second, third)
                                                .isEqualTo(both);
                                    }
                                }
                            }
                        }
                    });
        }
    }

    /** Options of protocols that nobody can have a socket of. */
    private static boolean isRareOption(String name, int level) {
        return name.equals("setsockopt") && !List.of(0, 1, 6, 17, 41).contains(level);
    }

    private static boolean allows(Architecture architecture, String name, int... arguments) {
        return rules(architecture).stream()
                .filter(rule -> rule.calls().contains(name) && rule.errno().isEmpty())
                .anyMatch(rule ->
                        rule.conditions().stream()
                                .allMatch(c ->
                                        (Integer.toUnsignedLong(arguments[c.index()]) & c.mask())
                                                == c.value()));
    }

    private static final List<RuleList.Rule> X86 = RuleList.of(Architecture.X86_64);
    private static final List<RuleList.Rule> ARM = RuleList.of(Architecture.AARCH64);

    private static List<RuleList.Rule> rules(Architecture architecture) {
        return architecture == Architecture.X86_64 ? X86 : ARM;
    }
}
