package io.ultimatemcp.protocol.interact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StateSealTest {
    private static final Limits.Requests LIMITS = Limits.defaults().requests();
    private static final byte[] HERE = {1};
    private static final byte[] STATE = Json.write(Json.object().put("a", 1));

    private final byte[] oldKey = new byte[32];
    private final byte[] newKey = key(7);

    @Test
    void whatWasSealedHereOpensHereAlone() {
        var seal = new StateSeal(Map.of("1", newKey), LIMITS);
        String sealed = seal.seal(STATE, HERE);
        assertThat(seal.open(sealed, HERE).path("a").asInt()).isEqualTo(1);
        assertRefused(seal, sealed, new byte[] {2});
        assertThat(seal.seal(STATE, HERE)).isNotEqualTo(sealed);
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        var seal = new StateSeal(Map.of("1", newKey), LIMITS);
        String sealed = seal.seal(STATE, HERE);
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(seal, sealed.substring(0, i) + other + sealed.substring(i + 1), HERE);
            assertRefused(seal, sealed.substring(0, i), HERE);
        }
        assertRefused(seal, sealed + "-TAMPERED", HERE);
        assertRefused(seal, "…", HERE);
    }

    @Test
    void anOldKeyOpensButSealsNoMore() {
        var before = new StateSeal(Map.of("old", oldKey), LIMITS);
        Map<String, byte[]> ring = new LinkedHashMap<>();
        ring.put("new", newKey);
        ring.put("old", oldKey);
        var after = new StateSeal(ring, LIMITS);
        assertThat(after.open(before.seal(STATE, HERE), HERE).has("a")).isTrue();
        assertRefused(before, after.seal(STATE, HERE), HERE);
    }

    private static void assertRefused(StateSeal seal, String text, byte[] binding) {
        assertThatExceptionOfType(FaultException.class).isThrownBy(() -> seal.open(text, binding));
    }

    private static byte[] key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
