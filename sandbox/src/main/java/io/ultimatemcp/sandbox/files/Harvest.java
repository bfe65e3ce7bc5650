package io.ultimatemcp.sandbox.files;

import io.ultimatemcp.sandbox.output.Allotment;
import io.ultimatemcp.sandbox.output.Space;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects the regular files below a directory.
 *
 * <p>Every step goes through an open directory and refuses links ({@code openat} with {@code
 * O_NOFOLLOW}), so nothing outside the directory can be reached whatever the program left there.
 * Pipes, sockets and devices are never opened. The processes that could change the tree must be
 * gone before. Number, size, depth and names looked at are bounded.
 */
public final class Harvest {
    /** Most files that are taken. */
    public static final int MAX_FILES = 256;

    /** Most bytes that are taken of all files together: 32 MiB. */
    public static final long MAX_BYTES = 32L << 20;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAMES = 20_000;

    private final Known known;
    private final Space space;
    private final List<FoundFile> found = new ArrayList<>();
    private long bytes;
    private int names;
    private boolean truncated;
    private boolean asked;
    private Optional<Allotment.Portion> portion = Optional.empty();

    private Harvest(Known known, Space space) {
        this.known = known;
        this.space = space;
    }

    private record Sized(Path name, long size) {}

    /** What was found, and whether a bound or an unreadable entry left something out. */
    public record Crop(List<FoundFile> files, boolean truncated) {}

    /**
     * Collects below {@code directory}, in the order of names, files before directories.
     *
     * @param known what need not be taken
     * @param space for what is taken; waits some seconds for it
     */
    public static Crop of(
            SecureDirectoryStream<Path> parent, String directory, Known known, Space space)
            throws InterruptedException {
        var harvest = new Harvest(known, space);
        harvest.descend(parent, Path.of(directory), "", 0);
        harvest.portion.ifPresent(portion -> portion.shrink(harvest.bytes));
        return new Crop(List.copyOf(harvest.found), harvest.truncated);
    }

    private void descend(SecureDirectoryStream<Path> parent, Path name, String prefix, int depth)
            throws InterruptedException {
        try (SecureDirectoryStream<Path> directory =
                parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            var files = new TreeMap<String, Sized>();
            var directories = new TreeMap<String, Path>();
            for (Path entry : directory) {
                if (++names > MAX_NAMES) {
                    truncated = true;
                    break;
                }
                Path file = entry.getFileName();
                BasicFileAttributes attributes = attributes(directory, file);
                if (attributes.isRegularFile()) {
                    files.put(file.toString(), new Sized(file, attributes.size()));
                } else if (attributes.isDirectory()) {
                    directories.put(file.toString(), file);
                }
            }
            for (var file : files.entrySet()) {
                take(directory, file.getValue(), prefix + file.getKey());
            }
            if (depth == MAX_DEPTH) {
                truncated |= !directories.isEmpty();
                return;
            }
            for (var child : directories.entrySet()) {
                descend(directory, child.getValue(), prefix + child.getKey() + "/", depth + 1);
            }
        } catch (IOException | DirectoryIteratorException e) {
            truncated = true; // the program made it unreadable: its own loss
        }
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> in, Path name)
            throws IOException {
        return in.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /** A file that cannot be taken is not read either: a sparse one may be of any size. */
    private void take(SecureDirectoryStream<Path> directory, Sized file, String path)
            throws InterruptedException {
        boolean fits =
                bytes + file.size <= MAX_BYTES && found.size() < MAX_FILES && hasSpace(file.size);
        if (!fits && !known.mayHave(path, file.size)) {
            truncated = true;
            return;
        }
        try (InputStream in =
                Channels.newInputStream(
                        directory.newByteChannel(
                                file.name,
                                Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
            byte[] content = in.readNBytes(Math.toIntExact(file.size));
            if (known.has(path, content)) {
                return;
            }
            if (!fits) {
                truncated = true;
                return;
            }
            bytes += content.length;
            found.add(new FoundFile(path, content));
        } catch (IOException e) {
            truncated = true;
        }
    }

    /** All that may be taken is asked for at once: a part would have to wait for another part. */
    private boolean hasSpace(long size) throws InterruptedException {
        if (bytes + size > Space.FREE && !asked) {
            asked = true;
            portion = space.forFiles(MAX_BYTES);
        }
        return bytes + size <= Space.FREE || portion.isPresent();
    }
}
