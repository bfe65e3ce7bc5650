package io.ultimatemcp.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.ledger.backup.BackupKey;
import io.ultimatemcp.server.settings.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Keys of backups as operators write them: any secret of at least 32 characters. */
public final class BackupKeys {
    private BackupKeys() {}

    /** The key for that secret; empty when there is none. */
    public static Optional<BackupKey> of(Secret secret) {
        return secret.reveal().map(BackupKeys::of);
    }

    /** The key for that text, blanks around it left out, as a file of a secret manager holds it. */
    public static BackupKey of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return BackupKey.of(digest.digest(text.strip().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
