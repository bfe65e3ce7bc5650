package io.ultimatemcp.sandbox.bubblewrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.linux.HostUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Becomes a program of ours that makes places for others: in bubblewrap, but able to make
 * namespaces. With {@code python} it is root in a user namespace of all made-up users; without it,
 * a user without rights.
 */
public final class TrustedEntry implements Entry {
    private final Path bubblewrap;
    private final Layout layout;
    private final Optional<Path> python;

    /**
     * With what the program may see.
     *
     * @param python a Python of the host, where the server may map users; it makes the user
     *     namespace
     */
    public TrustedEntry(Path bubblewrap, SystemView view, Optional<Path> python) {
        this.bubblewrap = bubblewrap;
        this.layout = new Layout(view);
        this.python = python;
    }

    @Override
    public String prepare() {
        return "";
    }

    @Override
    public void furnish(Path base) {
        // all that it needs comes with the launch
    }

    @Override
    public String script(Path base, Launch launch, OptionalLong user) throws IOException {
        Path control = base.resolve("control");
        write(
                control.resolve("options"),
                layout.trusted(launch.env(), python.isPresent()).getBytes(UTF_8));
        if (python.isEmpty()) {
            return StageScript.trusted(bubblewrap, List.of(), launch.argv());
        }
        write(control.resolve("threshold"), Threshold.text());
        var before =
                List.of(
                        python.get().toString(),
                        "-I",
                        "-S",
                        "-B",
                        StageScript.PLACE + "/control/threshold",
                        Long.toString(HostUser.FIRST),
                        Integer.toString(HostUser.COUNT));
        return StageScript.trusted(bubblewrap, before, launch.argv());
    }

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
