package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usual reasons why a machine refuses are told with what removes them. */
final class DiagnosisTest {
    @TempDir private Path root;

    @Test
    void aMissingProgramComesWithTheCommandOfTheDistribution() throws IOException {
        put("etc/os-release", "ID=debian\n");
        assertThat(new Diagnosis(root).missing("bubblewrap", "bubblewrap").fix())
                .isEqualTo("sudo apt-get install -y bubblewrap");
        put("etc/os-release", "ID=fedora\n");
        assertThat(new Diagnosis(root).missing("bubblewrap", "bubblewrap").fix())
                .isEqualTo("sudo dnf install -y bubblewrap");
    }

    @Test
    void theBlockOfUbuntuIsNamed() throws IOException {
        put("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
        Readiness.Refusing refusing = new Diagnosis(root).failedTrial("denied");
        assertThat(refusing.reason()).contains("AppArmor").contains("denied");
        assertThat(refusing.fix()).contains("userns,").contains("apparmor_parser");
    }

    @Test
    void switchedOffNamespacesAndContainersAreNamed() throws IOException {
        put("proc/sys/user/max_user_namespaces", "0\n");
        assertThat(new Diagnosis(root).failedTrial("no").fix()).contains("max_user_namespaces");
        put("proc/sys/user/max_user_namespaces", "1000\n");
        put(".dockerenv", "");
        assertThat(new Diagnosis(root).failedTrial("no").fix()).contains("docker run");
    }

    @Test
    void missingReadOnlyAndForeignControlGroupsAreToldApart() throws IOException {
        assertThat(new Diagnosis(root).noGroups().reason()).contains("mounted here");
        String mount = "30 24 0:26 / /sys/fs/cgroup %s,nosuid shared:4 - cgroup2 cgroup2 rw\n";
        put("proc/self/mountinfo", mount.formatted("ro"));
        Readiness.Refusing contained = new Diagnosis(root).noGroups();
        assertThat(contained.reason()).contains("read-only");
        assertThat(contained.fix()).contains("/sys/fs/cgroup:rw");
        put("proc/self/mountinfo", mount.formatted("rw"));
        assertThat(new Diagnosis(root).noGroups().fix()).contains("Delegate=yes");
    }

    private void put(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
