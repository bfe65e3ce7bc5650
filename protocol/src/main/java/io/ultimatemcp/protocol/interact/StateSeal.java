package io.ultimatemcp.protocol.interact;

import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Seals what a client carries for us between two rounds: AES-256-GCM, so the client can neither
 * read nor change it, bound by associated data to the caller and the call. Thread-safe.
 *
 * <p>Layout: version ‖ key id length ‖ key id ‖ nonce (12) ‖ ciphertext and tag, as base64url.
 */
public final class StateSeal {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final String current;
    private final Map<String, SecretKeySpec> ring = new LinkedHashMap<>();
    private final Json json;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param ring keys of 32 bytes by id; the first seals, all open; all nodes of a cluster share
     *     them
     * @throws IllegalArgumentException when there is no key, or one of another size
     */
    public StateSeal(Map<String, byte[]> ring, Limits.Requests limits) {
        if (ring.isEmpty()) {
            throw new IllegalArgumentException("the key ring is empty");
        }
        ring.forEach((id, key) -> {
            if (key.length != 32 || id.length() > 32) {
                throw new IllegalArgumentException("key " + id + " is not 32 bytes");
            }
            this.ring.put(id, new SecretKeySpec(key, "AES"));
        });
        this.current = ring.keySet().iterator().next();
        this.json = new Json(limits);
    }

    /** A ring of one key that lives as long as this process. */
    public static Map<String, byte[]> freshRing() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Map.of("0", key);
    }

    /** Seals {@code state}; only the same {@code binding} opens it. */
    public String seal(byte[] state, byte[] binding) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] id = current.getBytes(StandardCharsets.UTF_8);
        SecretKeySpec key = ring.get(current);
        if (key == null) {
            throw new IllegalStateException("the key ring lost its first key");
        }
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, state, binding);
        ByteBuffer out = ByteBuffer.allocate(2 + id.length + NONCE + sealed.length);
        out.put(VERSION).put((byte) id.length).put(id).put(nonce).put(sealed);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /**
     * Opens what {@link #seal} gave.
     *
     * @throws FaultException when it was changed, belongs elsewhere, or its key is gone
     */
    public JsonNode open(String text, byte[] binding) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (in.remaining() < 2 + NONCE || in.get() != VERSION) {
                throw refused();
            }
            int length = in.get();
            if (length < 0 || length + NONCE > in.remaining()) {
                throw refused();
            }
            byte[] id = new byte[length];
            byte[] nonce = new byte[NONCE];
            in.get(id).get(nonce);
            SecretKeySpec key = ring.get(new String(id, StandardCharsets.UTF_8));
            if (key == null) {
                throw refused();
            }
            byte[] sealed = new byte[in.remaining()];
            in.get(sealed);
            return json.read(run(Cipher.DECRYPT_MODE, key, nonce, sealed, binding));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    /** A fault for state that cannot be accepted. */
    static FaultException refused() {
        return FaultException.invalidParams(
                "requestState is not valid here; repeat the call without it");
    }

    private static byte[] run(
            int mode, SecretKeySpec key, byte[] nonce, byte[] input, byte @Nullable [] binding) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(binding);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            if (mode == Cipher.DECRYPT_MODE) {
                throw refused();
            }
            throw new IllegalStateException("AES-GCM is not usable", e);
        }
    }
}
