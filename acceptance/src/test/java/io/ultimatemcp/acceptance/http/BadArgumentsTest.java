package io.ultimatemcp.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that are JSON but no good: 422 with a pointer to the field and what it may hold. */
@ExtendWith(Shared.class)
final class BadArgumentsTest {
    private final Server server;

    BadArgumentsTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                              | /code            | required",
                "{'language':'bash'}                                              | /code            | required",
                "{'code':'','language':'bash'}                                   | /code            | 1",
                "{'code':7,'language':'bash'}                                    | /code            | string",
                "{'code':null,'language':'bash'}                                 | /code            | string",
                "{'code':['x'],'language':'bash'}                                | /code            | string",
                "{'code':'x','language':'cobol'}                                 | /language        | bash",
                "{'code':'x','language':'PYTHON'}                                | /language        | python",
                "{'code':'x','language':7}                                       | /language        | python",
                "{'code':'x','language':'bash','timeout':5}                      | /timeout         | no such field",
                "{'payload':{'code':'x','language':'bash'}}                      | /payload         | no such field",
                "{'code':'x','language':'bash','a/b~c':1}                        | /a~1b~0c         | no such field",
                "{'code':'x\\u0000y','language':'bash'}                          | /code            | NUL",
                "{'code':'x','language':'bash','timeout_seconds':0}              | /timeout_seconds | 0.1",
                "{'code':'x','language':'bash','timeout_seconds':-1}             | /timeout_seconds | 0.1",
                "{'code':'x','language':'bash','timeout_seconds':301}            | /timeout_seconds | 300",
                "{'code':'x','language':'bash','timeout_seconds':1e300}          | /timeout_seconds | large",
                "{'code':'x','language':'bash','timeout_seconds':1e999}          | /timeout_seconds | large",
                "{'code':'x','language':'bash','timeout_seconds':'NaN'}          | /timeout_seconds | number",
                "{'code':'x','language':'bash','timeout_seconds':true}           | /timeout_seconds | number",
                "{'code':'x','language':'bash','memory_mb':0}                    | /memory_mb       | 32",
                "{'code':'x','language':'bash','memory_mb':-256}                 | /memory_mb       | 32",
                "{'code':'x','language':'bash','memory_mb':64.5}                 | /memory_mb       | integer",
                "{'code':'x','language':'bash','memory_mb':99999999999999999999} | /memory_mb       | large",
                "{'code':'x','language':'bash','memory_mb':16384}                | /memory_mb       | 1024 MiB",
                "{'code':'x','language':'bash','stdin':{}}                       | /stdin           | string",
                "{'code':'x','language':'bash','args':'a'}                       | /args            | array",
                "{'code':'x','language':'bash','args':[1]}                       | /args/0          | string",
                "{'code':'x','language':'bash','args':[null]}                    | /args/0          | string",
                "{'code':'x','language':'bash','args':['a\\u0000b']}             | /args/0          | NUL",
                "{'code':'x','language':'bash','env':[]}                         | /env             | object",
                "{'code':'x','language':'bash','env':{'A':1}}                    | /env/A           | string",
                "{'code':'x','language':'bash','env':{'A':'a\\u0000b'}}          | /env/A           | NUL",
                "{'code':'x','language':'bash','files':{}}                       | /files           | array",
                "{'code':'x','language':'bash','files':[{'content':'a'}]}        | /files/0/path    | required",
                "{'code':'x','language':'bash','files':[{'path':'a'}]}           | /files/0         | exactly one",
                "{'code':'x','language':'bash','files':[{'path':'a','content':'','content_base64':''}]} | /files/0 | exactly one",
                "{'code':'x','language':'bash','files':[{'path':'a','content_base64':'%%%'}]} | /files/0/content_base64 | base64",
                "{'code':'x','language':'bash','files':[{'path':'/etc/x','content':''}]}  | /files/0/path | relative",
                "{'code':'x','language':'bash','files':[{'path':'../x','content':''}]}    | /files/0/path | ..",
                "{'code':'x','language':'bash','files':[{'path':'a/../b','content':''}]}  | /files/0/path | ..",
                "{'code':'x','language':'bash','files':[{'path':'','content':''}]}        | /files/0/path | 1",
                "{'code':'x','language':'bash','files':[{'path':'a\\u0000','content':''}]} | /files/0/path | NUL",
                "{'code':'x','language':'bash','files':[{'path':'a','content':''},{'path':'a','content':''}]} | /files/1/path | already",
                "{'code':'x\\ud800y','language':'bash'}                          | /code            | surrogate",
                "{'code':'x','language':'bash','stdin':'\\udc00'}                | /stdin           | surrogate",
                "{'code':'x','language':'bash','args':['a','\\ud800']}           | /args/1          | surrogate",
                "{'code':'x','language':'bash','env':{'A':'\\ud800'}}            | /env/A           | surrogate",
                "{'code':'x','language':'bash','session':'\\ud800'}              | /session         | surrogate",
                "{'code':'x','language':'bash','files':[{'path':'\\ud800','content':''}]} | /files/0/path | surrogate",
            })
    void theFieldAtFaultIsNamedWithWhatItMayHold(String body, String pointer, String says) {
        var reply = server.client().post("/api/v1/tools/execute_code", body.replace('\'', '"'));
        var errors = Problem.of(reply, 422, "invalid_arguments").path("errors");
        assertThat(Json.each(errors, "pointer")).contains(pointer);
        assertThat(Json.each(errors, "message").toString()).containsIgnoringCase(says);
        assertThat(reply.json().path("detail").asString()).contains(pointer);
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        var reply =
                server.client()
                        .post(
                                "/execute_code",
                                "{\"code\":1,\"language\":2,\"memory_mb\":\"x\",\"nope\":0}");
        assertThat(Json.each(Problem.of(reply, 422, "invalid_arguments").path("errors"), "pointer"))
                .contains("/code", "/language", "/memory_mb", "/nope");
    }

    @Test
    void codeBeyondItsLimitIsRefusedWithTheLimit() {
        String code = "#".repeat((1 << 20) + 1);
        var reply =
                server.client()
                        .post("/execute_code", "{\"language\":\"bash\",\"code\":\"" + code + "\"}");
        var error = Problem.of(reply, 422, "invalid_arguments").path("errors").path(0);
        assertThat(error.path("pointer").asString()).isEqualTo("/code");
        assertThat(error.path("message").asString()).contains("1048576");
        assertThat(reply.body().length).isLessThan(2_000);
    }

    @Test
    void theLimitOfCodeIsInBytesNotInCharacters() {
        String code = "é".repeat(600_000);
        var reply =
                server.client()
                        .post("/execute_code", "{\"language\":\"bash\",\"code\":\"" + code + "\"}");
        assertThat(Problem.of(reply, 422, "invalid_arguments").path("detail").asString())
                .contains("1200000")
                .contains("1048576");
    }

    @Test
    void anUnknownToolIsNotFoundAndThoseThereAreAreNamed() {
        var reply = server.client().post("/api/v1/tools/no_such_tool", "{}");
        assertThat(Problem.of(reply, 404, "not_found").path("detail").asString())
                .contains("no_such_tool")
                .contains("execute_code");
    }
}
