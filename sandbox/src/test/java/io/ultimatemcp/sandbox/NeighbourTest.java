package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two programs beside each other, each of which leaves traces and looks for the other's. */
final class NeighbourTest {
    private static final SandboxSettings COLD = SandboxSettings.standard().withWarm(0);
    private static final SandboxSettings WARM = SandboxSettings.standard().withWarm(2);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoThatListenAndLookLearnNothingOfEachOther(boolean split) throws InterruptedException {
        try (Sandbox sandbox = split ? Quick.open(WARM) : Sandbox.open(COLD)) {
            String spy =
                    """
                    import ctypes, fcntl, os, socket, struct, subprocess, sys, time
                    own, other = sys.argv[1:]
                    libc = ctypes.CDLL(None, use_errno=True)
                    keep = []
                    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                        for name in ("\\0" + own + str(int(kind)), f"/tmp/{own}{int(kind)}"):
                            keep.append(socket.socket(socket.AF_UNIX, kind))
                            keep[-1].bind(name)
                    keep.append(socket.create_server(("127.0.0.1", 18000 + len(own))))
                    for place in ("/work", "/tmp", "/dev/shm"):
                        keep.append(open(f"{place}/{own}", "w+"))
                        keep[-1].write(own * 99)
                        keep[-1].flush()
                        fcntl.fcntl(keep[-1], 37, struct.pack("hhqqi4x", 1, 0, 0, 0, 0))
                    subprocess.Popen(["sleep", "7" + str(len(own))])
                    time.sleep(0.5)
                    def told(what, content):
                        if other in content:
                            print("learned from", what)
                    for name in ("net/unix", "net/tcp", "self/mountinfo", "self/cgroup", "sysvipc/shm"):
                        told(name, open("/proc/" + name).read())
                    for pid in filter(str.isdigit, os.listdir("/proc")):
                        told(pid, open(f"/proc/{pid}/cmdline").read().replace(own, "").replace(other, ""))
                    told("places", str([os.listdir(p) for p in ("/work", "/tmp", "/dev/shm")]))
                    if any(f"7{len(other)}" in open(f"/proc/{p}/cmdline").read().split("\\0")
                           for p in os.listdir("/proc") if p.isdigit()):
                        print("sees the other's process")
                    for place in ("1", "2"):
                        for name in ("\\0" + other + place, f"/tmp/{other}{place}"):
                            with socket.socket(socket.AF_UNIX, int(place)) as end:
                                if end.connect_ex(name) == 0:
                                    print("reached", name)
                    with socket.socket() as end:
                        if end.connect_ex(("127.0.0.1", 18000 + len(other))) == 0:
                            print("reached its port")
                    try:
                        told("locks", other if open("/proc/locks").read() else "")
                    except OSError:
                        pass
                    if libc.inotify_init() >= 0 or libc.shmget(7, 99, 0o1666) >= 0 or libc.syscall(250, 0, -3, 1) >= 0:
                        print("has a channel")
                    print("done")
                    """;
            List<Running> both =
                    List.of(
                            started(sandbox, spy, "ann", "robert"),
                            started(sandbox, spy, "robert", "ann"));
            for (Running running : both) {
                Report report = running.await();
                assertThat(report.stdout().window() + report.stderr().window()).isEqualTo("done\n");
            }
        }
    }

    private static Running started(Sandbox sandbox, String spy, String own, String other)
            throws InterruptedException {
        Job job = Job.script(Language.PYTHON, spy).withArgs(List.of(own, other));
        return (Running) sandbox.start(job, Listener.NONE);
    }
}
