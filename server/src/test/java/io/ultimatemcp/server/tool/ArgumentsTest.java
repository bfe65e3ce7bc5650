package io.ultimatemcp.server.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class ArgumentsTest {
    private enum Colour {
        RED,
        DARK_BLUE
    }

    private record Part(
            @Field("its name") String name, @Field("its weight") @Nullable Integer weight) {}

    private record Order(
            @Field(value = "a text", minLength = 1, maxSize = 8) String text,
            @Field("a colour") Colour colour,
            @Field(value = "how many", preset = "3", min = 1, max = 10) int howMany,
            @Field(value = "a factor", preset = "0.5", min = 0.1) double factor,
            @Field(value = "words", preset = "[]", maxSize = 2) List<String> words,
            @Field(value = "names", preset = "{}", pattern = "^[a-z]+$") Map<String, String> names,
            @Field(value = "parts", preset = "[]") List<Part> parts,
            @Field("a note") @Nullable String note) {}

    private final ObjectNode schema = RecordSchema.ofRequest(Order.class);
    private final Arguments<Order> arguments = new Arguments<>(Order.class, schema);

    @Test
    void whatIsLeftOutTakesItsPreset() {
        assertThat(read("{\"text\":\"a\",\"colour\":\"dark_blue\"}"))
                .isEqualTo(
                        new Order(
                                "a",
                                Colour.DARK_BLUE,
                                3,
                                0.5,
                                List.of(),
                                Map.of(),
                                List.of(),
                                null));
    }

    @Test
    void nullStandsForAnOptionLeftOut() {
        assertThat(
                        read("{\"text\":\"a\",\"colour\":\"red\",\"how_many\":null,\"note\":null}")
                                .howMany())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"colour":"red"}                                          | /text
                    {"text":null,"colour":"red"}                              | /text
                    {"text":"","colour":"red"}                                | /text
                    {"text":"123456789","colour":"red"}                       | /text
                    {"text":"ääääää","colour":"red"}                          | /text
                    {"text":5,"colour":"red"}                                 | /text
                    {"text":"a","colour":"green"}                             | /colour
                    {"text":"a","colour":"RED"}                               | /colour
                    {"text":"a","colour":"red","how_many":11}                 | /how_many
                    {"text":"a","colour":"red","how_many":1.5}                | /how_many
                    {"text":"a","colour":"red","how_many":1e300}              | /how_many
                    {"text":"a","colour":"red","how_many":"2"}                | /how_many
                    {"text":"a","colour":"red","factor":0}                    | /factor
                    {"text":"a","colour":"red","words":["a","b","c"]}         | /words
                    {"text":"a","colour":"red","words":[1]}                   | /words/0
                    {"text":"a","colour":"red","names":{"A":"b"}}             | /names
                    {"text":"a","colour":"red","parts":[{"weight":1}]}        | /parts/0/name
                    {"text":"a","colour":"red","parts":[{"name":"b","x":1}]}  | /parts/0/x
                    {"text":"a","colour":"red","surprise":1}                  | /surprise
                    {"text":"\\ud800","colour":"red"}                          | /text
                    {"text":"\\ude00\\ud83d","colour":"red"}                    | /text
                    {"text":"a","colour":"red","words":["b","c\\udc00"]}       | /words/1
                    {"text":"a","colour":"red","names":{"a":"\\ud800b"}}       | /names/a
                    {"text":"a","colour":"red","parts":[{"name":"\\ud83d"}]}   | /parts/0/name
                    {"text":"a","colour":"red","a/b~":["\\ud800"]}             | /a~1b~0/0
                    {"text":"a","colour":"red","factor":1e400}                | /factor
                    {"text":"a","colour":"red","parts":[{"weight":-1e400}]}   | /parts/0/weight
                    """)
    void aFaultIsNamedByItsPointer(String json, String pointer) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem().errors())
                                        .extracting(FieldError::pointer)
                                        .contains(pointer));
    }

    @Test
    void aMessageNamesTheLimit() {
        assertThatThrownBy(() -> read("{\"text\":\"ääääää\",\"colour\":\"red\"}"))
                .hasMessageContaining("/text: is 12 bytes; the limit is 8");
    }

    @Test
    void wholeSurrogatePairsAreText() {
        assertThat(read("{\"text\":\"\\ud83d\\ude00\",\"colour\":\"red\"}").text()).isEqualTo("😀");
    }

    @Test
    void aWrongTextIsNamedOnceForEachPlaceAndNotForEver() {
        String many = "\"\\ud800\",".repeat(1_000);
        assertThatThrownBy(() ->
                        read("{\"text\":\"a\",\"colour\":\"red\",\"words\":[" + many + "\"\"]}"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().errors()).hasSize(20))
                .hasMessageContaining("/words/19: holds a lone surrogate");
    }

    @Test
    void theSchemaTellsAllThatIsChecked() {
        assertThat(schema.path("required").toString()).isEqualTo("[\"text\",\"colour\"]");
        assertThat(schema.path("additionalProperties").booleanValue()).isFalse();
        assertThat(schema.at("/properties/how_many").toString())
                .isEqualTo(
                        "{\"type\":\"integer\",\"minimum\":1,\"maximum\":10,\"description\":\"how many\",\"default\":3}");
        assertThat(schema.at("/properties/colour/enum").toString())
                .isEqualTo("[\"red\",\"dark_blue\"]");
        assertThat(schema.at("/properties/parts/items/additionalProperties").booleanValue())
                .isFalse();
    }

    private Order read(String json) {
        return arguments.read((ObjectNode) Json.MAPPER.readTree(json));
    }
}
