package io.ultimatemcp.server.guard.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The token that the first start makes, in {@code admin.token} of the data directory, readable by
 * its owner alone.
 */
public final class AdminToken {
    private static final String FILE = "admin.token";
    private static final int RANDOM_BYTES = 32;

    private AdminToken() {}

    public static Path file(Path dataDirectory) {
        return dataDirectory.resolve(FILE);
    }

    /** Reads the token, or makes it when there is none. */
    public static String ensure(Path dataDirectory) throws IOException {
        Path file = file(dataDirectory);
        if (Files.exists(file)) {
            String token = Files.readString(file).strip();
            if (token.length() >= 32) {
                return token;
            }
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token =
                "umcp_admin_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        // Written aside and moved: a crash leaves either no file or a whole one.
        Path fresh = dataDirectory.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                Files.newByteChannel(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly)) {
            channel.write(
                    java.nio.ByteBuffer.wrap(
                            (token + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return token;
    }
}
