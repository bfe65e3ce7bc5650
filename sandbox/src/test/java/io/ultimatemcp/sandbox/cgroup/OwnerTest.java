package io.ultimatemcp.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Groups of the dead are removed, and nobody else's. */
final class OwnerTest {
    private static final Owner SELF = Owner.self();
    private static final Owner EARLIER_WITH_OUR_PID =
            new Owner(SELF.pid(), SELF.start() - 1, SELF.namespace());
    private static final Owner DEAD = new Owner(Integer.MAX_VALUE, 5, SELF.namespace());
    private static final Owner ELSEWHERE = new Owner(Integer.MAX_VALUE, 5, SELF.namespace() + 1);

    @Test
    void aNameTellsItsOwner() {
        assertThat(Owner.of(SELF.group(7))).contains(SELF);
        assertThat(Owner.of("umcp-server")).isEmpty();
        assertThat(Owner.of("umcp-1-2")).isEmpty();
    }

    @Test
    void whoHasThePidOfADeadOneIsNotThatOne() {
        assertThat(SELF.isGone()).isFalse();
        assertThat(EARLIER_WITH_OUR_PID.isGone()).isTrue();
        assertThat(DEAD.isGone()).isTrue();
        assertThat(ELSEWHERE.isGone()).isFalse();
    }

    @Test
    void aSweepTakesTheGroupsOfTheDeadAlone() throws IOException {
        Groups groups = Groups.find().orElseThrow();
        Group own = groups.create();
        Path beside = Objects.requireNonNull(own.doors().getFirst().getParent());
        Path dead = Files.createDirectory(beside.resolveSibling(DEAD.group(1)));
        Path earlier = Files.createDirectory(beside.resolveSibling(EARLIER_WITH_OUR_PID.group(1)));
        Path elsewhere = Files.createDirectory(beside.resolveSibling(ELSEWHERE.group(1)));
        try {
            groups.sweep();
            assertThat(dead).doesNotExist();
            assertThat(earlier).doesNotExist();
            assertThat(elsewhere).exists();
            assertThat(beside).exists();
        } finally {
            Files.deleteIfExists(elsewhere);
            own.remove();
        }
    }
}
