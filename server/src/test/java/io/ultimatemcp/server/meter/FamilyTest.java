package io.ultimatemcp.server.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FamilyTest {
    @Test
    void valuesBeyondTheBoundAreCountedTogether() {
        var family = new Family<>(LongAdder::new);
        IntStream.range(0, 1_000).forEach(i -> family.of("value " + i).increment());

        Set<String> values = new HashSet<>();
        family.each((value, _) -> values.add(value));

        assertThat(values).hasSize(65).contains("value 0", Family.OTHERS);
        assertThat(family.of("value 999").sum()).isEqualTo(936);
    }
}
