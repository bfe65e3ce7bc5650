package io.ultimatemcp.server.tool.test;

import static io.ultimatemcp.server.tool.test.TestBench.assertSummary;
import static io.ultimatemcp.server.tool.test.TestBench.cases;
import static io.ultimatemcp.server.tool.test.TestBench.code;
import static io.ultimatemcp.server.tool.test.TestBench.message;
import static io.ultimatemcp.server.tool.test.TestBench.missing;
import static io.ultimatemcp.server.tool.test.TestBench.withFile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** node --test in the sandbox. */
final class NodeTest {
    private static TestBench bench;

    @BeforeAll
    static void open() throws InterruptedException {
        bench = new TestBench();
        bench.needs(TestBench.NODE);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void everyKindOfCaseIsToldWithItsPlaceAndReason() {
        var arguments =
                code(
                        "node",
                        """
                        import { test, describe, it, before } from 'node:test';
                        import assert from 'node:assert';
                        import { add } from './calc.mjs';

                        test('adds', () => assert.equal(add(1, 2), 3));
                        test('adds wrongly', () => assert.equal(add(1, 2), 4));
                        test('later', { skip: 'not today' }, () => {});
                        test('known', { todo: true }, () => { throw new Error('todo'); });
                        describe('group', () => {
                          it('inner', () => {});
                          it('throws', () => { throw new Error('inner trouble'); });
                        });
                        describe('unready', () => {
                          before(() => { throw new Error('no set-up'); });
                          it('never', () => {});
                        });
                        """);
        withFile(
                arguments,
                "calc.mjs",
                "export const add = (a, b) => a + b;\nexport function sub(a, b) {\n  return a - b;\n}\n");
        withFile(arguments, "broken.test.js", "this is no program\n");
        var result = bench.run(arguments);
        assertSummary(result, 2, 2, 2, 2);
        assertThat(cases(result))
                .containsExactlyInAnyOrder(
                        "code.test.mjs:5 adds passed",
                        "code.test.mjs:6 adds wrongly failed",
                        "code.test.mjs:7 later skipped",
                        "code.test.mjs:8 known skipped",
                        "code.test.mjs:10 group > inner passed",
                        "code.test.mjs:11 group > throws failed",
                        "code.test.mjs:15 unready > never error",
                        "broken.test.js:0 broken.test.js error");
        int wrong = cases(result).indexOf("code.test.mjs:6 adds wrongly failed");
        assertThat(message(result, wrong)).startsWith("code.test.mjs:6: ").contains("3 == 4");
        int broken = cases(result).indexOf("broken.test.js:0 broken.test.js error");
        assertThat(message(result, broken)).contains("SyntaxError");
        assertThat(result.path("return_code").asInt()).isEqualTo(1);
        assertThat(result.path("stdout").asString()).contains("adds wrongly");
        assertThat(missing(result, "calc.mjs")).contains(3);
        assertThat(result.path("coverage").path("percent").asDouble()).isBetween(50.0, 99.0);
    }

    @Test
    void oldModulesAreTestsToo() {
        var arguments =
                code(
                        "node",
                        """
                        const test = require('node:test');
                        test('parent', async t => { await t.test('child', () => {}); });
                        """);
        arguments.remove("test_framework");
        var result = bench.run(arguments.put("language", "javascript"));
        assertThat(cases(result))
                .containsExactly(
                        "code.test.js:2 parent > child passed", "code.test.js:2 parent passed");
        assertThat(result.path("framework").asString()).isEqualTo("node");
        assertThat(result.path("return_code").asInt(-1)).isZero();
        assertThat(result.path("complete").asBoolean(false)).isTrue();
    }

    @Test
    void onlyTheSelectedRun() {
        var arguments =
                code(
                        "node",
                        """
                        const test = require('node:test');
                        test('one', () => {});
                        test('two', () => { throw new Error('x'); });
                        """);
        var result = bench.run(arguments.put("select", "^one$"));
        assertThat(cases(result)).containsExactly("code.test.js:2 one passed");
    }

    @Test
    void timeIsUpAndTheCaseThatHangsIsNamed() {
        var result =
                bench.run(
                        code(
                                        "node",
                                        """
                                        const { test, describe, it } = require('node:test');
                                        test('quick', () => {});
                                        describe('slow', () => {
                                          it('hangs', () => new Promise(r => setTimeout(r, 1e6)));
                                        });
                                        """)
                                .put("timeout_seconds", 6));
        assertThat(result.path("outcome").asString()).isEqualTo("timed_out");
        assertThat(cases(result))
                .containsExactly(
                        "code.test.js:2 quick passed", "code.test.js:4 slow > hangs error");
        assertThat(result.path("complete").asBoolean(true)).isFalse();
    }
}
