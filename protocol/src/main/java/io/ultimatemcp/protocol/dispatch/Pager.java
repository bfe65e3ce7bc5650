package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts lists into pages. A cursor is a position with a short MAC, so that only ours are taken.
 * Thread-safe.
 */
final class Pager {
    private static final int MAC = 8;
    private final SecretKeySpec key;
    private final int pageSize;

    Pager(byte[] key, int pageSize) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.pageSize = pageSize;
    }

    /**
     * One page.
     *
     * @param name the member that holds the entries, which also names the list
     * @param cursor the parameter, or null for the first page
     */
    <T> ObjectNode page(
            String name, List<T> all, @Nullable JsonNode cursor, Function<T, ObjectNode> writer) {
        int from = cursor == null ? 0 : position(name, cursor);
        int to = Math.min(all.size(), from + pageSize);
        ArrayNode entries = Json.array();
        for (int i = Math.min(from, to); i < to; i++) {
            entries.add(writer.apply(all.get(i)));
        }
        ObjectNode page = Json.object();
        page.set(name, entries);
        return to < all.size() ? page.put("nextCursor", cursor(name, to)) : page;
    }

    private String cursor(String name, int position) {
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES + MAC)
                        .putInt(position)
                        .put(mac(name, position))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private int position(String name, JsonNode cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor.stringValue(""));
            if (bytes.length == Integer.BYTES + MAC) {
                int position = ByteBuffer.wrap(bytes).getInt();
                byte[] mac = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
                if (position >= 0 && MessageDigest.isEqual(mac, mac(name, position))) {
                    return position;
                }
            }
        } catch (IllegalArgumentException e) {
            // not Base64: as invalid as a wrong MAC
        }
        throw FaultException.invalidParams("params.cursor is not one this server gave");
    }

    private byte[] mac(String name, int position) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            byte[] full = mac.doFinal(ByteBuffer.allocate(4).putInt(position).array());
            return Arrays.copyOf(full, MAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
