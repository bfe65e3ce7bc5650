package io.ultimatemcp.server.tool.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.settings.SettingsReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What a caller may have of the sandbox follows from its role and from the machine's own limits.
 */
final class AllowanceTest {
    private static final Caller DEVELOPER = new Caller("ann", Role.DEVELOPER.permissions());
    private static final Caller ADMIN = new Caller("root", Role.ADMIN.permissions());

    @Test
    void aLongerRunThanTheRoleMayHaveIsCutToIt() {
        var allowance = allowance(Map.of("sandbox.roles.developer-max-timeout", "20s"));
        assertThat(allowance.of(DEVELOPER).forSeconds(300).wall())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(allowance.of(DEVELOPER).forSeconds(1.5).wall())
                .isEqualTo(Duration.ofMillis(1_500));
        assertThat(allowance.of(ADMIN).forSeconds(300).wall()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void onlyDevelopersAndAdminsMayAskForHosts() {
        var allowance = allowance(Map.of());
        var hosts = List.of("example.org");
        assertThat(allowance.of(DEVELOPER).hosts(hosts)).isEqualTo(hosts);
        assertThat(allowance.of(ADMIN).hosts(hosts)).isEqualTo(hosts);
        var single = new Caller("eve", Set.of("tools:execute"));
        assertThat(allowance.of(single).hosts(List.of())).isEmpty();
        Problem problem = refusal(() -> allowance.of(single).hosts(hosts));
        assertThat(problem.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(problem.detail()).contains("allow_hosts", "developer");
    }

    @Test
    void noRoleGetsMoreThanTheMachineGives() {
        var allowance =
                allowance(
                        Map.of(
                                "sandbox.max-timeout", "10s",
                                "sandbox.max-memory", "300MiB",
                                "sandbox.max-concurrent", "3"));
        Share share = allowance.of(ADMIN);
        assertThat(share.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(share.memory()).isEqualTo(300L << 20);
        assertThat(share.concurrent()).isEqualTo(2);
    }

    @Test
    void moreMemoryThanTheRoleMayHaveIsRefusedWithTheRoleAndItsLimit() {
        var allowance = allowance(Map.of("sandbox.roles.developer-max-memory", "512MiB"));
        Problem problem = refusal(() -> allowance.of(DEVELOPER).memory(513));
        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS);
        assertThat(problem.errors().getFirst().pointer()).isEqualTo("/memory_mb");
        assertThat(problem.detail()).contains("513", "developer", "512 MiB");
        assertThat(allowance.of(DEVELOPER).memory(512)).isEqualTo(512L << 20);
        assertThat(allowance.of(ADMIN).memory(513)).isEqualTo(513L << 20);
    }

    @Test
    void aRightGrantedBesideARoleDoesNotRaiseItsLimits() {
        Set<String> rights = new HashSet<>(Role.DEVELOPER.permissions());
        rights.add("graph:upsert");
        assertThat(Role.of(new Caller("eve", rights))).isEqualTo(Role.DEVELOPER);
        assertThat(Role.of(new Caller("bob", Set.of("tools:read", "tools:execute"))))
                .isEqualTo(Role.VIEWER);
        assertThat(Role.of(ADMIN)).isEqualTo(Role.ADMIN);
    }

    @Test
    void aCallerRunsAsManyProgramsAsItsRoleMayAndNoMore() {
        var allowance = allowance(Map.of("sandbox.roles.developer-max-concurrent", "2"));
        var first = allowance.seat(DEVELOPER);
        try (var _ = allowance.seat(DEVELOPER)) {
            Problem problem = refusal(() -> allowance.seat(DEVELOPER));
            assertThat(problem.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
            assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            assertThat(problem.detail()).contains("2", "developer");
            allowance.seat(new Caller("joe", DEVELOPER.permissions())).close();
        }
        first.close();
        first.close();
        // closed twice, and still two places, not three
        try (var _ = allowance.seat(DEVELOPER);
                var _ = allowance.seat(DEVELOPER)) {
            refusal(() -> allowance.seat(DEVELOPER));
        }
    }

    private static Problem refusal(ThrowingCallable call) {
        var caught = new Problem[1];
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refusal.class, e -> caught[0] = e.problem());
        return caught[0];
    }

    private static Allowance allowance(Map<String, String> flags) {
        var all = new HashMap<>(flags);
        all.put("data.dir", "/tmp");
        return new Allowance(new SettingsReader(Map.of()).read(all, null).settings().sandbox());
    }
}
