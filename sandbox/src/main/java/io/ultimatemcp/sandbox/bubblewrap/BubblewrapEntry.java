package io.ultimatemcp.sandbox.bubblewrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.seccomp.Architecture;
import io.ultimatemcp.sandbox.seccomp.SeccompFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;

/** Becomes bubblewrap, told by its options and our filter on descriptors of its own. */
public final class BubblewrapEntry implements Entry {
    private final Path bubblewrap;
    private final byte[] filter;
    private final Layout layout;
    private final boolean ownNetwork;

    public BubblewrapEntry(Path bubblewrap, Architecture architecture, SystemView view) {
        this(bubblewrap, SeccompFilter.of(architecture), new Layout(view), true);
    }

    private BubblewrapEntry(Path bubblewrap, byte[] filter, Layout layout, boolean ownNetwork) {
        this.bubblewrap = bubblewrap;
        this.filter = filter;
        this.layout = layout;
        this.ownNetwork = ownNetwork;
    }

    @Override
    public Optional<Entry> inNetworkOfStage() {
        return Optional.of(new BubblewrapEntry(bubblewrap, filter, layout, false));
    }

    @Override
    public String prepare() {
        return "";
    }

    @Override
    public void furnish(Path base) {
        // all that bubblewrap needs comes with the launch
    }

    @Override
    public String script(Path base, Launch launch, OptionalLong user) throws IOException {
        Path control = base.resolve("control");
        write(control.resolve("filter"), filter);
        write(
                control.resolve("options"),
                layout.options(launch.env(), launch.binds(), ownNetwork).getBytes(UTF_8));
        return StageScript.run(bubblewrap, launch, user);
    }

    /** Bubblewrap outside, its first process inside, and one that it needs while it sets up. */
    @Override
    public int overhead() {
        return 3;
    }

    @Override
    public boolean needsOwnUsers() {
        return false;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
