package io.ultimatemcp.server.rest;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Refusal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class JsonBodyTest {
    static final List<String> BAD =
            List.of(
                    "",
                    " ",
                    "{",
                    "{\"a\":",
                    "{\"a\":\"b",
                    "{\"a\":\"b\",}",
                    "{'a':1}",
                    "{a:1}",
                    "nonsense",
                    "nul",
                    "[]",
                    "null",
                    "7",
                    "\"text\"",
                    "{}{}",
                    "{} []",
                    "{} 1",
                    "{} x",
                    "{}}",
                    "{\"a\":NaN}",
                    "{\"a\":Infinity}",
                    "{\"a\":-Infinity}",
                    "{\"a\":+1}",
                    "{\"a\":01}",
                    "{\"a\":1.}",
                    "{\"a\":.5}",
                    "{\"a\":0x10}",
                    "{\"a\":1e}",
                    "{\"a\":1,\"a\":2}",
                    "{\"a\":\"\n\"}",
                    "{\"a\":\"\\x\"}",
                    "{\"a\":\"\\u12\"}",
                    "{/* no */\"a\":1}",
                    "# no\n{}",
                    "\u0000{}",
                    "{\"a\":]}",
                    "[".repeat(100),
                    "{\"a\":" + "1".repeat(100) + "}",
                    "{\"" + "a".repeat(2_000) + "\":1}");

    @ParameterizedTest
    @FieldSource("BAD")
    void noAnswerSpeaksOfJavaButSaysWhatIsWrongWithTheBody(String body) {
        assertThat(refusal(body.getBytes(UTF_8)))
                .startsWith("the body ")
                .doesNotContainPattern(
                        "[a-z]+\\.[a-z]+\\.[A-Z]|JsonToken|StreamRead|Feature|Exception|`|\\(\\)|[a-z][A-Z]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"a":                     | ends too early (line 1, column 6)
                    {"a":1,"b":NaN}           | not JSON (line 1, column 15)
                    {"a":1,"a":2}             | twice in one object (line 1, column 11)
                    {"a\\ud800":1}            | a name with a lone surrogate
                    {"\\udc00\\ud800":1}      | a name with a lone surrogate
                    {"cypher":"RETURN 1"}{}   | goes on after the end of the JSON value (line 1, column 22)
                    """)
    void theAnswerHasThePlace(String body, String says) {
        assertThat(refusal(body.getBytes(UTF_8))).contains(says);
    }

    @Test
    void jsonBeyondABoundIsNotCalledNoJson() {
        for (String body :
                List.of(
                        "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}",
                        "{\"a\":" + "1".repeat(65) + "}",
                        "{\"a\":0." + "1".repeat(65) + "}",
                        "{\"" + "a".repeat(1_025) + "\":1}")) {
            assertThat(refusal(body.getBytes(UTF_8)))
                    .contains("nesting 64", "names 1024 characters", "numbers 64 characters")
                    .doesNotContain("not JSON");
        }
    }

    @Test
    void whatIsWithinEachBoundIsRead() {
        for (String body :
                List.of(
                        "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}",
                        "{\"a\":" + "1".repeat(64) + "}",
                        "{\"" + "a".repeat(1_024) + "\":1}",
                        "{\"a\":1e400}",
                        "{\"a\":2E22222222222222221}",
                        " {\"a\":\"/é😀\\ud800\"}\r\n")) {
            assertThat(read(body.getBytes(UTF_8)).size()).isOne();
        }
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
    void bytesThatAreNoUtf8AreRefusedByTheirPlace(String wrong) {
        String hex =
                HexFormat.of().formatHex("{\"a\":\"".getBytes(UTF_8))
                        + wrong
                        + HexFormat.of().formatHex("\"}".getBytes(UTF_8));
        assertThat(refusal(HexFormat.of().parseHex(hex)))
                .isEqualTo("the body is not UTF-8 at byte 7");
    }

    @Test
    void anotherEncodingIsNotGuessed() {
        assertThat(refusal("{\"a\":1}".getBytes(UTF_16BE))).startsWith("the body ");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(read("\ufeff{\"a\":1}".getBytes(UTF_8)).toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void whereNoFieldIsTakenOnlyNoBodyOrAnEmptyObjectIsFine() {
        assertThat(JsonBody.options(request(new byte[0]))).isEmpty();
        assertThat(JsonBody.options(request("{}".getBytes(UTF_8)))).isEmpty();
        assertThatThrownBy(() -> JsonBody.options(request("[]".getBytes(UTF_8))))
                .hasMessageContaining("must be a JSON object");
        assertThatThrownBy(() -> JsonBody.options(request("{\"a/l\":1}".getBytes(UTF_8))))
                .hasMessageContaining("/a~1l: is unknown; no field is taken here");
    }

    @Test
    void anUnknownOptionIsRefusedWithThoseThereAre() {
        var request = request("{\"dry_run\":true,\"dryrun\":true}".getBytes(UTF_8));
        assertThatThrownBy(() -> JsonBody.options(request, "dry_run", "keep"))
                .hasMessageContaining("/dryrun: is unknown; taken here: dry_run, keep");
    }

    private static String refusal(byte[] body) {
        var thrown = new StringBuilder();
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.problem().code())
                                    .isEqualTo(ErrorCode.MALFORMED_REQUEST);
                            thrown.append(refusal.problem().detail());
                        });
        return thrown.toString();
    }

    private static ObjectNode read(byte[] body) {
        return JsonBody.of(request(body));
    }

    private static Request request(byte[] body) {
        return new Request(
                "POST",
                "id",
                new Caller("anna", Set.of()),
                Map.of(),
                Map.of(),
                Map.of("Content-Type", "application/json")::get,
                body,
                new Cancel.Source());
    }
}
