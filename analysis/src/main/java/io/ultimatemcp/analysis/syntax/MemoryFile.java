package io.ultimatemcp.analysis.syntax;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file without a name that lives in memory: memfd_create(2). Its descriptor is closed on exec and
 * stays open as long as the process, because the loader knows libraries by path and a second file
 * under the number of a closed one would be taken for the first.
 */
final class MemoryFile {
    private static final int CLOSE_ON_EXEC = 1;

    private MemoryFile() {}

    /** A path to a new file of {@code content}, valid in this process. */
    static Path of(String name, byte[] content) throws IOException {
        var create = Linker.nativeLinker().defaultLookup().find("memfd_create");
        int descriptor = create.isPresent() ? create(create.get(), name) : -1;
        if (descriptor < 0) {
            throw new IOException("files in memory are not possible here");
        }
        Path path = Path.of("/proc/self/fd/" + descriptor);
        Files.write(path, content);
        return path;
    }

    @SuppressWarnings("restricted")
    private static int create(MemorySegment function, String name) {
        var create =
                Linker.nativeLinker()
                        .downcallHandle(
                                function, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(name);
            return (int) create.invokeExact(text, CLOSE_ON_EXEC);
        } catch (Throwable e) {
            throw Functions.unexpected(e);
        }
    }
}
