package io.ultimatemcp.ledger.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The secret that seals backups: 32 bytes of chance. Never shown. */
public final class BackupKey {
    private static final int BYTES = 32;

    private final byte[] secret;

    private BackupKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * A key from its bytes.
     *
     * @param secret 32 bytes, copied
     * @return the key
     */
    public static BackupKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException(
                    "a backup key has " + BYTES + " bytes, not " + secret.length);
        }
        return new BackupKey(secret.clone());
    }

    /** The key of one file: HKDF (RFC 5869) over the secret and the file's salt. */
    SecretKey forFile(byte[] salt) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .addSalt(salt)
                                    .thenExpand("ultimate-mcp backup 1".getBytes(US_ASCII), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "BackupKey[…]";
    }
}
