package io.ultimatemcp.sandbox.bubblewrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.cgroup.Group;
import io.ultimatemcp.sandbox.cgroup.Removal;
import io.ultimatemcp.sandbox.files.Harvest;
import io.ultimatemcp.sandbox.files.Known;
import io.ultimatemcp.sandbox.files.Pinned;
import io.ultimatemcp.sandbox.files.Planting;
import io.ultimatemcp.sandbox.linux.Deadline;
import io.ultimatemcp.sandbox.linux.ProcessTable;
import io.ultimatemcp.sandbox.linux.SocketCollector;
import io.ultimatemcp.sandbox.output.Space;
import io.ultimatemcp.sandbox.place.Ending;
import io.ultimatemcp.sandbox.place.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place for one program, used once.
 *
 * <p>Theory of operation: a shell enters the control group, lowers its resource limits, and enters
 * a mount namespace of its own (an unprivileged one a user namespace too). There it mounts a file
 * system in memory with bounds on bytes and inodes, says {@code ready} and reads a line. We reach
 * that file system through {@code /proc/PID/root}, put in the program, its files and bubblewrap's
 * options, and keep the directory open: the open directory alone keeps the file system, so results
 * can be collected when every process of the sandbox is dead, and with its closing all is gone. No
 * file, no directory and no mount is ever made on the host. Told to {@link #go}, the shell becomes
 * bubblewrap by {@code exec}, thus the pid stays the same from start to end.
 *
 * <p>Not thread-safe, save {@link #kill}.
 */
public final class Stage implements Place {
    private static final Pattern CHILD = Pattern.compile("\"child-pid\": (\\d+)");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PIPE = 0600;
    private static final int PRIVATE = 0700;

    private final Host host;
    private final Process process;
    private final Optional<Group> group;
    private final OptionalLong user;
    private final Planting planting;
    private final SecureDirectoryStream<Path> pinned;
    private final Streams streams;

    private Stage(
            Host host,
            Process process,
            Optional<Group> group,
            OptionalLong user,
            SecureDirectoryStream<Path> pinned,
            Streams streams) {
        this.host = host;
        this.process = process;
        this.group = group;
        this.user = user;
        this.planting = new Planting(user);
        this.pinned = pinned;
        this.streams = streams;
    }

    /**
     * Makes one and waits until it is ready.
     *
     * @param disk bytes that its file system holds
     * @param inodes files and directories that it holds
     * @throws IOException with what the machine said, when it cannot be made
     */
    public static Stage open(Host host, Spawner spawner, long disk, int inodes)
            throws IOException, InterruptedException {
        Optional<Group> group =
                host.groups().isPresent()
                        ? Optional.of(host.groups().get().create())
                        : Optional.empty();
        try {
            var builder =
                    new ProcessBuilder(StageScript.waiting("/bin/sh", disk, inodes, host, group));
            builder.directory(Path.of("/").toFile());
            builder.environment().clear();
            builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
            Process process = spawner.start(builder);
            try {
                awaitReady(process);
                return furnished(host, process, group);
            } catch (IOException | RuntimeException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            group.ifPresent(Removal::of);
            throw e;
        }
    }

    /** Nothing of our side is left open when it fails. */
    private static Stage furnished(Host host, Process process, Optional<Group> group)
            throws IOException {
        Path base = place(process, "");
        SecureDirectoryStream<Path> pinned = Pinned.open(base);
        try {
            Streams streams = Streams.open(base);
            try {
                var stage = new Stage(host, process, group, host.nextUser(), pinned, streams);
                Furnishing.of(base, stage.planting, host.systemFiles());
                host.entry().furnish(base);
                return stage;
            } catch (IOException | RuntimeException e) {
                streams.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            pinned.close();
            throw e;
        }
    }

    @Override
    public Optional<Group> group() {
        return group;
    }

    @Override
    public OptionalLong user() {
        return user;
    }

    /** Processes and threads that the group counts beside the program's own. */
    public int overhead() {
        return host.entry().overhead();
    }

    /** What the program reads and writes. */
    public Streams streams() {
        return streams;
    }

    @Override
    public OutputStream stdin() {
        return streams.stdin();
    }

    @Override
    public InputStream stdout() {
        return streams.stdout();
    }

    @Override
    public InputStream stderr() {
        return streams.stderr();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    /** The return code alone does not tell a signal from a program that returned 129 to 192. */
    @Override
    public Optional<Ending> await(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS)
                ? Optional.of(Ending.guessed(process.exitValue()))
                : Optional.empty();
    }

    /** First the stage, then bubblewrap; its own streams are not the program's. */
    public Process process() {
        return process;
    }

    /** Puts a file into {@code /work}; only before a stranger's program has run. */
    public void putWork(String path, byte[] content) throws IOException {
        planting.file(place("work"), path, content);
    }

    /** Puts a file into {@code /job}, which the program may read but not change. */
    public void putJob(String name, byte[] content) throws IOException {
        planting.file(place("job"), name, content);
    }

    /**
     * Makes named pipes in {@code /job}, which the program may open, and opens them for reading and
     * writing at once, so that no opening of either side ever waits. The caller closes them.
     */
    public List<RandomAccessFile> pipes(List<String> names)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of("mkfifo", "-m", "0600", "--"));
        names.forEach(name -> command.add(place("job").resolve(name).toString()));
        var maker = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(maker.getInputStream().readNBytes(2000), UTF_8).strip();
        if (maker.waitFor() != 0) {
            throw new IOException("no pipes: " + said);
        }
        var opened = new ArrayList<RandomAccessFile>();
        for (String name : names) {
            planting.own(place("job").resolve(name), PIPE);
            opened.add(new RandomAccessFile(place("job").resolve(name).toFile(), "rw"));
        }
        return opened;
    }

    /** Becomes the program. */
    public void go(Launch launch) throws IOException {
        String script = host.entry().script(place(""), launch, user);
        write(place("control").resolve("run"), script.getBytes(UTF_8));
        try (OutputStream command = process.getOutputStream()) {
            command.write("run\n".getBytes(UTF_8));
        }
    }

    /**
     * Starts a program of ours beside the one that this becomes: in its control group and network,
     * outside of its other walls. Only before {@link #go}. It has to end by itself when this does.
     *
     * @param name of its text in the stage, which is its first argument but for {@code before}
     * @param before the words before that
     */
    public void beside(List<String> before, String name, byte[] text, List<String> arguments)
            throws IOException {
        write(place("control").resolve(name + ".text"), text);
        var words = new ArrayList<>(before);
        words.add(StageScript.PLACE + "/control/" + name + ".text");
        words.addAll(arguments);
        write(place("control").resolve(name), StageScript.beside(words).getBytes(UTF_8));
        OutputStream command = process.getOutputStream();
        command.write((name + "\n").getBytes(UTF_8));
        command.flush();
    }

    /**
     * Makes a directory that the program does not see.
     *
     * @param owner whose alone it is
     * @return the directory as the stage sees it
     */
    public String besideDirectory(String name, OptionalLong owner) throws IOException {
        new Planting(owner).directory(place(name), PRIVATE);
        return StageScript.PLACE + "/" + name;
    }

    /** A directory of the stage, as this process sees it. */
    public Path seen(String name) {
        return place(name);
    }

    /** Puts a file into the made {@code /etc}, in place of one that may be there. */
    public void putEtc(String name, byte[] content) throws IOException {
        Files.deleteIfExists(place("etc").resolve(name));
        new Planting(OptionalLong.empty()).file(place("etc"), name, content);
    }

    /** What its shell, or a program beside, has complained of so far. */
    public String complaint() throws IOException {
        InputStream error = process.getErrorStream();
        return new String(error.readNBytes(Math.min(2000, error.available())), UTF_8).strip();
    }

    @Override
    public Harvest.Crop harvest(Known known, Space space) throws InterruptedException {
        return Harvest.of(pinned, "work", known, space);
    }

    @Override
    public long filesBytes() {
        try {
            FileStore store = Files.getFileStore(place(""));
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The pid, on the host, of the first process inside the sandbox, once there is one. */
    public OptionalLong firstInside() {
        try (InputStream status =
                Channels.newInputStream(
                        pinned.newByteChannel(
                                Path.of("control", "status"),
                                Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
            Matcher child = CHILD.matcher(new String(status.readNBytes(4096), UTF_8));
            return child.find()
                    ? OptionalLong.of(Long.parseLong(child.group(1)))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Kills everything in it. Bubblewrap's death ends the first process inside, and with that the
     * kernel ends its whole pid namespace; the group takes what has not got that far.
     */
    @Override
    public void kill() {
        process.destroyForcibly();
        group.ifPresent(Group::kill);
    }

    @Override
    public boolean killAndWait(long millis) throws InterruptedException {
        boolean gone = areKilled(millis);
        SocketCollector.request();
        return gone;
    }

    private boolean areKilled(long millis) throws InterruptedException {
        OptionalLong inside = firstInside();
        kill();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean gone = process.waitFor(millis, TimeUnit.MILLISECONDS);
        while (!gone || !isEmpty(inside)) {
            if (System.nanoTime() > end) {
                return false;
            }
            group.ifPresent(Group::kill);
            TimeUnit.MILLISECONDS.sleep(1);
            gone = !process.isAlive();
        }
        return true;
    }

    private boolean isEmpty(OptionalLong inside) {
        return group.map(Group::isEmpty).orElse(true)
                && (inside.isEmpty() || !ProcessTable.isAlive(inside.getAsLong()));
    }

    /** Kills what is left and lets the file system and the control group go. */
    @Override
    public void close() {
        kill();
        try {
            pinned.close();
            streams.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            group.ifPresent(Removal::of);
        }
    }

    private Path place(String name) {
        return place(process, name);
    }

    private static Path place(Process process, String name) {
        return Path.of("/proc/" + process.pid() + "/root" + StageScript.PLACE, name);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void awaitReady(Process process) throws IOException {
        var line = new StringBuilder();
        try (var deadline = new Deadline(process, PATIENCE)) {
            for (int c = process.getInputStream().read();
                    c != '\n';
                    c = process.getInputStream().read()) {
                if (c < 0) {
                    byte[] said = process.getErrorStream().readNBytes(2000);
                    throw new IOException(
                            (deadline.isMissed()
                                            ? "the stage was not ready in time: "
                                            : "the stage ended: ")
                                    + new String(said, UTF_8).strip());
                }
                line.append((char) c);
            }
        }
        if (!line.toString().equals(StageScript.READY)) {
            throw new IOException("the stage said: " + line);
        }
    }
}
