package io.ultimatemcp.sandbox.oci;

import static io.ultimatemcp.sandbox.bubblewrap.Entry.PLACE;

import io.ultimatemcp.sandbox.bubblewrap.Launch;
import io.ultimatemcp.sandbox.bubblewrap.SystemView;
import io.ultimatemcp.sandbox.seccomp.Architecture;
import io.ultimatemcp.sandbox.seccomp.RuleList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code config.json} of a bundle: the same walls that bubblewrap is told to build. */
final class ContainerConfig {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int NOBODY = 65534;
    private static final int UMASK = 022;
    private static final int PIDS = 4096;

    private final SystemView view;
    private final ObjectNode seccomp;

    ContainerConfig(Architecture architecture, SystemView view) {
        this.view = view;
        this.seccomp = seccomp(architecture);
    }

    /**
     * The configuration of one launch.
     *
     * @param argv of the container's first process
     * @param builder number on the host of the user that sets the container up
     * @param user number on the host of the program's user
     */
    String json(List<String> argv, Launch launch, long builder, long user) {
        var config = MAPPER.createObjectNode().put("ociVersion", "1.0.2");
        config.set("process", process(argv, launch));
        config.putObject("root").put("path", PLACE + "/root").put("readonly", true);
        config.put("hostname", "sandbox");
        config.set("mounts", mounts(launch));
        config.set("linux", linux(builder, user));
        return MAPPER.writeValueAsString(config);
    }

    private static ObjectNode process(List<String> argv, Launch launch) {
        var process = MAPPER.createObjectNode().put("terminal", false).put("cwd", "/work");
        process.putObject("user").put("uid", NOBODY).put("gid", NOBODY).put("umask", UMASK);
        words(process.putArray("args"), argv.stream());
        words(
                process.putArray("env"),
                launch.env().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue()));
        var capabilities = process.putObject("capabilities");
        for (String set : List.of("bounding", "effective", "permitted", "inheritable", "ambient")) {
            capabilities.putArray(set);
        }
        process.put("noNewPrivileges", true).put("oomScoreAdj", 1000);
        var limits = process.putArray("rlimits");
        limit(limits, "RLIMIT_CORE", 0);
        limit(limits, "RLIMIT_FSIZE", launch.fileBytes());
        limit(limits, "RLIMIT_CPU", launch.cpuSeconds());
        limit(limits, "RLIMIT_NPROC", launch.processes().orElse(PIDS));
        return process;
    }

    private static void limit(ArrayNode limits, String name, long value) {
        limits.addObject().put("type", name).put("hard", value).put("soft", value);
    }

    private ArrayNode mounts(Launch launch) {
        var mounts = MAPPER.createArrayNode();
        mount(mounts, "proc", "proc", "/proc", "ro", "noexec");
        mount(mounts, "tmpfs", "tmpfs", "/dev", "noexec", "mode=755", "size=64k", "nr_inodes=64");
        mount(
                mounts,
                "devpts",
                "devpts",
                "/dev/pts",
                "noexec",
                "newinstance",
                "ptmxmode=0666",
                "max=32");
        mount(mounts, "bind", PLACE + "/shm", "/dev/shm", "bind", "rw");
        mount(mounts, "bind", PLACE + "/etc", "/etc", "bind", "ro");
        view.binds().forEach((inside, host) -> mount(mounts, "bind", host, inside, "rbind", "ro"));
        mount(mounts, "bind", PLACE + "/tmp", "/tmp", "bind", "rw");
        mount(mounts, "bind", PLACE + "/work", "/work", "bind", "rw");
        mount(mounts, "bind", PLACE + "/job", "/job", "bind", "ro");
        launch.binds()
                .forEach((host, inside) -> mount(mounts, "bind", host, inside, "rbind", "ro"));
        return mounts;
    }

    private static void mount(
            ArrayNode mounts, String type, String source, String target, String... options) {
        var mount = mounts.addObject();
        mount.put("type", type).put("source", source).put("destination", target);
        boolean device = type.equals("devpts") || target.equals("/dev");
        words(
                mount.putArray("options"),
                Stream.concat(
                        device ? Stream.of("nosuid") : Stream.of("nosuid", "nodev"),
                        Stream.of(options)));
    }

    private ObjectNode linux(long builder, long user) {
        var linux = MAPPER.createObjectNode();
        for (String map : List.of("uidMappings", "gidMappings")) {
            var mappings = linux.putArray(map);
            mappings.addObject().put("containerID", 0).put("hostID", builder).put("size", 1);
            mappings.addObject().put("containerID", NOBODY).put("hostID", user).put("size", 1);
        }
        var namespaces = linux.putArray("namespaces");
        for (String type : List.of("user", "pid", "mount", "network", "ipc", "uts", "cgroup")) {
            namespaces.addObject().put("type", type);
        }
        words(
                linux.putArray("maskedPaths"),
                Stream.concat(view.hiddenFiles().stream(), view.hiddenDirectories().stream()));
        linux.set("seccomp", seccomp);
        return linux;
    }

    private static ObjectNode seccomp(Architecture architecture) {
        var seccomp =
                MAPPER.createObjectNode()
                        .put("defaultAction", "SCMP_ACT_ERRNO")
                        .put("defaultErrnoRet", RuleList.OTHERWISE);
        seccomp.putArray("architectures").add(RuleList.architecture(architecture));
        var calls = seccomp.putArray("syscalls");
        for (RuleList.Rule rule : RuleList.of(architecture)) {
            var call = calls.addObject();
            words(call.putArray("names"), rule.calls().stream());
            if (rule.errno().isPresent()) {
                call.put("action", "SCMP_ACT_ERRNO").put("errnoRet", rule.errno().getAsInt());
            } else {
                call.put("action", "SCMP_ACT_ALLOW");
            }
            var conditions = call.putArray("args");
            for (RuleList.Condition condition : rule.conditions()) {
                conditions
                        .addObject()
                        .put("index", condition.index())
                        .put("op", "SCMP_CMP_MASKED_EQ")
                        .put("value", condition.mask())
                        .put("valueTwo", condition.value());
            }
        }
        return seccomp;
    }

    private static void words(ArrayNode into, Stream<String> words) {
        words.forEach(into::add);
    }
}
