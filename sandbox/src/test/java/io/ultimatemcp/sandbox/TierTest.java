package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tier that cannot be had is refused with its reason and its fix; no other takes its place. */
final class TierTest {
    @Test
    void theFirstTierIsRefused() throws InterruptedException {
        assertRefused(Tier.T1, "crun", "T1", "T2");
    }

    @Test
    void aRuntimeThatIsNotInstalledIsRefusedWithItsName() throws InterruptedException {
        assertRefused(Tier.T3, "no-such-runtime", "no-such-runtime", "sandbox.tier");
        assertRefused(Tier.T3, "/no/such/runtime", "/no/such/runtime", "sandbox.oci-runtime");
    }

    @Test
    void aRuntimeThatDoesNotWorkIsRefusedWithWhatItSaid(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path broken =
                Files.writeString(
                        directory.resolve("crun"),
                        """
                        #!/bin/sh
                        [ "$1" = --version ] && echo crun version 9.9.9 && exit
                        echo the moon is full >&2
                        exit 1
                        """);
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
        assumeTrue(Host.find("bwrap").isPresent(), "there is another that could be fallen to");
        assertRefused(Tier.T3, broken.toString(), "the moon is full", "sandbox.tier");
    }

    private static void assertRefused(Tier tier, String runtime, String reason, String fix)
            throws InterruptedException {
        try (Sandbox sandbox = Sandbox.open(SandboxSettings.standard().withTier(tier, runtime))) {
            assertThat(sandbox.readiness())
                    .isInstanceOfSatisfying(
                            Readiness.Refusing.class,
                            refusing -> {
                                assertThat(refusing.reason()).contains(reason);
                                assertThat(refusing.fix()).contains(fix);
                            });
            assertThat(sandbox.start(Job.script(Language.BASH, "true"), Listener.NONE))
                    .isInstanceOf(Refusal.Unavailable.class);
        }
    }
}
