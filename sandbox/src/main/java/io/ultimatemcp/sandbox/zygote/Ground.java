package io.ultimatemcp.sandbox.zygote;

import io.ultimatemcp.sandbox.bubblewrap.Entry;
import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.SystemView;
import io.ultimatemcp.sandbox.bubblewrap.TrustedEntry;
import io.ultimatemcp.sandbox.seccomp.Architecture;
import io.ultimatemcp.sandbox.seccomp.SeccompFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of the machine a zygote is made from.
 *
 * @param view what programs see of the host
 * @param architecture of this machine's processor
 * @param python a Python of the host, used only until the zygote is in its sandbox
 */
public record Ground(Path bubblewrap, SystemView view, Architecture architecture, Path python) {

    /** How a stage of that host becomes a zygote. */
    Entry entry(Host host) {
        return new TrustedEntry(
                bubblewrap, view, host.ownUsers() ? Optional.of(python) : Optional.empty());
    }

    /** The system call filter of every nest, as the kernel loads it. */
    byte[] filter() {
        return SeccompFilter.of(architecture);
    }

    /** What a program must not see of {@code /proc}. */
    List<String> hidden() {
        return Stream.concat(view.hiddenFiles().stream(), view.hiddenDirectories().stream())
                .toList();
    }
}
