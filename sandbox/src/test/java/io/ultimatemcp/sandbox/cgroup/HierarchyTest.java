package io.ultimatemcp.sandbox.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own group is found in both versions; a version 2 group is limited, read, killed. */
final class HierarchyTest {
    @Test
    void bothVersionsAreFound(@TempDir Path mount) throws IOException {
        Files.createDirectories(mount.resolve("memory/user/app"));
        Files.createDirectories(mount.resolve("unified/app"));
        var hierarchy =
                new Hierarchy(
                        List.of(
                                "30 25 0:26 / " + mount + "/memory rw - cgroup cgroup rw,memory",
                                "31 25 0:27 /box " + mount + "/unified rw - cgroup2 cgroup rw"),
                        List.of("4:memory:/user/app", "0::/box/app"));
        assertThat(hierarchy.legacy("memory")).contains(mount.resolve("memory/user/app"));
        assertThat(hierarchy.legacy("pids")).isEmpty();
        assertThat(hierarchy.unified()).contains(mount.resolve("unified/app"));
    }

    @Test
    void aVersion2GroupIsLimitedAndRead(@TempDir Path mount) throws IOException {
        var group = new UnifiedGroup(mount.resolve("job")).create();
        for (String file :
                List.of(
                        "memory.max",
                        "memory.swap.max",
                        "memory.oom.group",
                        "pids.max",
                        "cgroup.kill")) {
            Files.createFile(mount.resolve("job").resolve(file));
        }
        group.limit(1 << 20, 7);
        assertThat(mount.resolve("job/memory.max")).hasContent("1048576");
        assertThat(mount.resolve("job/memory.swap.max")).hasContent("0");
        assertThat(mount.resolve("job/memory.oom.group")).hasContent("1");
        assertThat(mount.resolve("job/pids.max")).hasContent("7");
        Files.writeString(mount.resolve("job/cpu.stat"), "usage_usec 2500\nuser_usec 1\n");
        Files.writeString(mount.resolve("job/memory.peak"), "4096\n");
        Files.writeString(mount.resolve("job/memory.events"), "oom 3\noom_kill 2\n");
        Files.writeString(mount.resolve("job/pids.events"), "max 5\n");
        Files.writeString(mount.resolve("job/cgroup.procs"), "");
        assertThat(group.usage()).isEqualTo(new Usage(2_500_000, 4096, 2, 5));
        assertThat(group.isEmpty()).isTrue();
        group.kill();
        assertThat(mount.resolve("job/cgroup.kill")).hasContent("1");
    }
}
