package io.ultimatemcp.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class MessageReaderTest {
    private static final Limits.Requests LIMITS = Limits.defaults().requests();

    private final MessageReader reader = new MessageReader(LIMITS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-1",
                "0",
                "9007199254740993",
                "-9007199254740993",
                "123456789012345678901234567890",
                "\"1\"",
                "\"\"",
                "\"é\\u0000\\n\"",
                "\"😀\"",
                "\"\\uD800\""
            })
    void anIdComesBackToTheBit(String id) {
        var request =
                (Message.Request) read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}");
        String answer = new String(Rpc.result(request.id(), Json.object()), StandardCharsets.UTF_8);
        assertThat(answer).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.0", "1.5", "true", "[1]", "{}", "1e3"})
    void whatIsNoIdIsRefused(String id) {
        assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}"))
                .isInstanceOf(Message.Malformed.class);
    }

    @Test
    void aNumberThatNoDecimalHoldsIsMalformed() {
        assertThat(
                        read(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":2E22222222222222221}}"))
                .isInstanceOf(Message.Malformed.class);
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        var message = (Message.Malformed) reader.read(new byte[LIMITS.bodyBytes() + 1]);
        assertThat(message.fault())
                .isInstanceOf(Fault.TooLarge.class)
                .extracting(Fault::message)
                .asString()
                .contains(Integer.toString(LIMITS.bodyBytes()));
    }

    @Test
    void nestingAndLengthsAreBounded() {
        assertThat(read("{\"a\":".repeat(65) + "1" + "}".repeat(65)))
                .isInstanceOf(Message.Malformed.class);
        assertThat(read("\"" + "x".repeat(LIMITS.stringChars() + 1) + "\""))
                .isInstanceOf(Message.Malformed.class);
        assertThat(read("1".repeat(65))).isInstanceOf(Message.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":-Infinity}",
                "{\"a\":01}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":]}",
                "{\"a\":1,\"a\":2}",
                "{\"a\\ud800\":1}",
                "{\"\\udc00\":1}",
                "{}{}",
                "{} x",
                "{\"a\":2E22222222222222221}"
            })
    void noFaultSpeaksOfJava(String text) {
        assertThat(((Message.Malformed) read(text)).fault().message())
                .doesNotContainPattern(
                        "[a-z]+\\.[a-z]+\\.[A-Z]|Json[A-Z]|StreamRead|Feature|Exception|`|\\(\\)");
    }

    @Test
    void aFaultHasItsPlace() {
        assertThat(((Message.Malformed) read("{\"a\":1,\n\"b\":NaN}")).fault().message())
                .isEqualTo("Not valid JSON at line 2, column 8");
    }

    /** An overlong slash, halves of a pair, beyond Unicode, broken off, and Latin-1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0af",
                "e080af",
                "f08080af",
                "eda080",
                "edb080",
                "f4908080",
                "c3",
                "80",
                "ff",
                "e9"
            })
    void bytesThatAreNoUtf8AreMalformed(String wrong) {
        String hex =
                HexFormat.of().formatHex("{\"a\":\"".getBytes(StandardCharsets.UTF_8))
                        + wrong
                        + HexFormat.of().formatHex("\"}".getBytes(StandardCharsets.UTF_8));
        var message = (Message.Malformed) reader.read(HexFormat.of().parseHex(hex));
        assertThat(message.fault().message()).isEqualTo("Not valid UTF-8 at byte 7");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(read("\ufeff{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}"))
                .isInstanceOf(Message.Request.class);
    }

    /** Whatever bytes come, the answer is a message, never an exception. */
    @Test
    void randomBytesAreNeverMoreThanMalformed() {
        var random = new Random(20260728);
        byte[] seed =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":[1,2.5e3,null,true,\"x\\u00e9\"]}}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = seed.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(reader.read(bytes)).isNotNull();
        }
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThat(reader.read(bytes)).isNotNull();
        }
    }

    /** What is written is read as the same tree. */
    @Test
    void randomTreesSurviveTheRoundTrip() {
        var json = new Json(LIMITS);
        for (int seed = 0; seed < 2_000; seed++) {
            JsonNode tree = tree(new Random(seed), 5);
            assertThat(json.read(Json.write(tree))).as("seed %d", seed).isEqualTo(tree);
        }
    }

    private Message read(String text) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode tree(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> Json.text(text(random));
            case 1 -> Json.array().add(random.nextInt()).get(0);
            case 2 -> Json.array().add((1L << 40) + random.nextInt()).get(0);
            case 3 -> Json.array().add(random.nextDouble() * 1e9 + 0.1).get(0);
            case 4 ->
                    random.nextBoolean()
                            ? Json.array().addNull().get(0)
                            : Json.array().add(true).get(0);
            case 5 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(tree(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(random), tree(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 0x2ff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
