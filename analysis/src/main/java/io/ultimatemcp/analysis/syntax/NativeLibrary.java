package io.ultimatemcp.analysis.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Loads a shared library that lies in a jar. The loader wants a file: on Linux that is one in
 * memory, without a name, so that nothing depends on a writable home or an executable /tmp, and
 * nobody can put another file in its place. Elsewhere, or where that is forbidden, it is a file in
 * a directory only we can open, which is gone again once the library is mapped.
 */
final class NativeLibrary {
    private static final String SYSTEM = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    private static final String PROCESSOR = System.getProperty("os.arch").toLowerCase(Locale.ROOT);

    private NativeLibrary() {}

    /**
     * Loads it for the life of the process.
     *
     * @param name like {@code tree-sitter-python}
     */
    static SymbolLookup load(String name) {
        String resource = "lib/" + platform() + "-" + name + extension();
        try (InputStream in = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new ParserUnavailable("no " + resource + " for this machine");
            }
            return load(name, in.readAllBytes());
        } catch (IOException e) {
            throw new ParserUnavailable("cannot unpack " + resource + ": " + e.getMessage(), e);
        }
    }

    private static SymbolLookup load(String name, byte[] library) throws IOException {
        try {
            return open(MemoryFile.of(name, library));
        } catch (IOException | IllegalArgumentException e) {
            return loadFromDirectory(name, library);
        }
    }

    /** The second way. */
    static SymbolLookup loadFromDirectory(String name, byte[] library) throws IOException {
        Path directory = Files.createTempDirectory("ultimate-mcp-native");
        Path file = directory.resolve(name + extension());
        try {
            Files.write(file, library);
            return open(file);
        } catch (IllegalArgumentException e) {
            throw new ParserUnavailable(
                    "code cannot be mapped from memory or from "
                            + directory.getParent()
                            + " (mounted noexec?); set java.io.tmpdir to a directory where it can",
                    e);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup open(Path file) {
        return SymbolLookup.libraryLookup(file, Arena.global());
    }

    private static String platform() {
        String processor =
                switch (PROCESSOR) {
                    case "amd64", "x86_64" -> "x86_64";
                    default -> PROCESSOR;
                };
        return processor + (SYSTEM.contains("mac") ? "-macos" : "-linux-gnu");
    }

    private static String extension() {
        return SYSTEM.contains("mac") ? ".dylib" : ".so";
    }
}
