package io.ultimatemcp.sandbox.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Puts files into directories that no stranger's program has touched yet, and gives them to the
 * user that the program will be.
 */
public final class Planting {
    private static final int PRIVATE_FILE = 0644;
    private static final int DIRECTORY = 0755;

    private final OptionalLong owner;

    /** Everything planted will belong to {@code owner}; to this process when that is empty. */
    public Planting(OptionalLong owner) {
        this.owner = owner;
    }

    /** Makes one directory, with exactly these permission bits. */
    public void directory(Path directory, int mode) throws IOException {
        Files.createDirectory(directory);
        own(directory, mode);
    }

    /** Writes a new file below {@code base}; directories on the way are made. */
    public void file(Path base, String path, byte[] content) throws IOException {
        Path place = base;
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            place = place.resolve(parts[i]);
            if (!Files.isDirectory(place)) {
                directory(place, DIRECTORY);
            }
        }
        Path file = place.resolve(parts[parts.length - 1]);
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        own(file, PRIVATE_FILE);
    }

    /** Gives what exists to the owner, with exactly these permission bits. */
    public void own(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
        if (owner.isPresent()) {
            Files.setAttribute(path, "unix:gid", Math.toIntExact(owner.getAsLong()));
            Files.setAttribute(path, "unix:uid", Math.toIntExact(owner.getAsLong()));
        }
    }
}
