package io.ultimatemcp.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of the made {@code /etc}: one user, no name service, where fonts are, the host's linker
 * cache, time zone and defaults of plots (Debian's matplotlib does not start without them).
 */
final class SystemFiles {
    private static final Map<String, String> MADE =
            Map.of(
                    "fonts/fonts.conf",
                    """
                    <?xml version="1.0"?>
                    <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
                    <fontconfig>
                      <dir>/usr/share/fonts</dir>
                      <cachedir>/tmp/.fontconfig</cachedir>
                    </fontconfig>
                    """,
                    "passwd",
                    "nobody:x:65534:65534:nobody:/tmp:/bin/sh\n",
                    "group",
                    "nogroup:x:65534:\n",
                    "hosts",
                    "127.0.0.1 localhost sandbox\n::1 localhost\n",
                    "nsswitch.conf",
                    "passwd: files\ngroup: files\nhosts: files\n");

    private SystemFiles() {}

    /** Name to content. */
    static Map<String, byte[]> read() {
        var files = new TreeMap<String, byte[]>();
        MADE.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        for (String name : new String[] {"ld.so.cache", "localtime", "matplotlibrc"}) {
            try {
                files.put(name, Files.readAllBytes(Path.of("/etc", name)));
            } catch (IOException e) {
                // programs work without it
            }
        }
        return files;
    }
}
