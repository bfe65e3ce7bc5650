package io.ultimatemcp.server.guard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.feature.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BearersTest {
    private static final Caller ADMIN = new Caller("admin", Set.of("system:admin"));
    private static final Caller OTHER = new Caller("other", Set.of());

    private final Bearers bearers =
            new Bearers(
                    List.of(
                            new Bearers.StaticToken("first-token", ADMIN),
                            new Bearers.StaticToken("second-token", OTHER)));

    @Test
    void eachTokenStandsForItsCaller() {
        assertThat(bearers.identify("Bearer first-token")).isEqualTo(new Identity.Known(ADMIN));
        assertThat(bearers.identify("bearer second-token")).isEqualTo(new Identity.Known(OTHER));
    }

    @Test
    void noHeaderIsMissing() {
        assertThat(bearers.identify(null)).isEqualTo(new Identity.Missing());
        assertThat(bearers.identify(" ")).isEqualTo(new Identity.Missing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer first-toke",
                "Bearer first-token2",
                "Bearer ",
                "Basic first-token",
                "first-token",
                "Bearer FIRST-TOKEN"
            })
    void anythingElseIsInvalidAndNeverSomebody(String header) {
        assertThat(bearers.identify(header)).isInstanceOf(Identity.Invalid.class);
    }

    @Test
    void theReasonDoesNotHoldTheToken() {
        assertThat(bearers.identify("Bearer wrong-but-secret").toString())
                .doesNotContain("wrong-but-secret");
    }

    @Test
    void theAdminTokenIsMadeOnceAndForItsOwnerAlone(@TempDir Path directory) throws IOException {
        String token = AdminToken.ensure(directory);
        assertThat(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(AdminToken.ensure(directory)).isEqualTo(token);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(AdminToken.file(directory))))
                .isEqualTo("rw-------");
    }
}
