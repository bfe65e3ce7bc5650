package io.ultimatemcp.analysis.hint;

import static io.ultimatemcp.analysis.hint.HintCases.javascript;
import static io.ultimatemcp.analysis.hint.HintCases.typescript;

import org.junit.jupiter.api.Test;

/** JavaScript and TypeScript. */
final class ScriptHintsTest {
    @Test
    void evalIsFoundHoweverItIsReached() {
        javascript("eval(\"1\")", "1:1-1:5 warning dynamic-code");
        javascript(
                "const e = eval; e(\"1\")",
                "1:11-1:15 warning aliased-name",
                "1:17-1:18 warning dynamic-code");
        javascript("(0, eval)(\"1\")", "1:5-1:9 warning dynamic-code");
        javascript("eval.call(null, \"1\")", "1:1-1:10 warning dynamic-code");
        javascript(
                "let f = eval.bind(null); f(\"1\")",
                "1:9-1:24 warning aliased-name",
                "1:26-1:27 warning dynamic-code");
        javascript(
                "const {eval: q} = globalThis; q(\"1\")",
                "1:8-1:15 warning aliased-name",
                "1:31-1:32 warning dynamic-code");
        javascript(
                "function f(e = eval) { return e(\"1\") }",
                "1:16-1:20 warning aliased-name",
                "1:31-1:32 warning dynamic-code");
        javascript(
                "const [a] = [eval]; a(\"1\")",
                "1:14-1:18 warning aliased-name",
                "1:21-1:22 warning dynamic-code");
        javascript("Reflect.get(globalThis, \"eval\")(\"1\")", "1:1-1:32 warning dynamic-code");
    }

    @Test
    void functionsAreMadeOfTexts() {
        javascript("new Function(\"return process\")()", "1:5-1:13 warning dynamic-code");
        javascript(
                "(function () {}).constructor(\"return this\")()", "1:1-1:29 warning dynamic-code");
        javascript(
                "this.constructor.constructor(\"return process\")()",
                "1:1-1:29 warning dynamic-code");
        javascript("x[\"constructor\"][\"constructor\"](\"y\")()", "1:1-1:32 warning dynamic-code");
        javascript("[].map.constructor(\"x\")()", "1:1-1:19 warning introspection");
        javascript(
                "Object.getPrototypeOf(async function () {}).constructor(\"x\")()",
                "1:1-1:56 warning dynamic-code");
        javascript("setTimeout(\"alert(1)\", 10)", "1:12-1:22 warning dynamic-code");
    }

    @Test
    void namesAreFolded() {
        javascript(
                "require(\"child_\" + \"process\").exec(\"id\")",
                "1:1-1:30 info process",
                "1:9-1:29 error hidden-name");
        javascript(
                "globalThis[\"ev\" + \"al\"](\"1\")",
                "1:1-1:24 warning dynamic-code",
                "1:12-1:23 error hidden-name");
        javascript(
                "window[\"\\x65val\"](\"1\")",
                "1:1-1:18 warning dynamic-code",
                "1:8-1:17 error hidden-name");
        javascript("require(String.fromCharCode(102, 115))", "1:9-1:38 error hidden-name");
        javascript("require([\"f\", \"s\"].join(\"\"))", "1:9-1:28 error hidden-name");
        javascript(
                "require(\"sf\".split(\"\").reverse().join(\"\"))", "1:9-1:42 error hidden-name");
        javascript("require(atob(\"ZnM=\"))", "1:9-1:21 error hidden-name");
        javascript("require(`f${\"s\"}`)", "1:9-1:18 error hidden-name");
        javascript(
                "x[\"con\" + \"structor\"][\"con\" + \"structor\"](\"y\")()",
                "1:1-1:42 warning dynamic-code",
                "1:3-1:21 error hidden-name",
                "1:23-1:41 error hidden-name");
    }

    @Test
    void escapesInIdentifiersAreRead() {
        javascript(
                "\\u0065val(\"1\")", "1:1-1:10 error hidden-name", "1:1-1:10 warning dynamic-code");
        javascript(
                "globalThis.\\u0065val(\"1\")",
                "1:1-1:21 warning dynamic-code",
                "1:12-1:21 error hidden-name");
    }

    @Test
    void namesThatCannotBeKnownAreSaid() {
        javascript("require(name)", "1:1-1:14 warning dynamic-import");
        javascript("import(name)", "1:1-1:13 warning dynamic-import");
        javascript("import(`./${x}.js`)", "1:1-1:20 warning dynamic-import");
        javascript("globalThis[name](\"1\")", "1:1-1:17 warning namespace-access");
        javascript("process[`bind${x}`](\"fs\")", "1:9-1:19 info built-name");
        javascript("import(\"./page.js\")");
    }

    @Test
    void modulesAreHintedWhereTheyAreLoaded() {
        javascript(
                "const {exec: r} = require(\"child_process\"); r(\"id\")",
                "1:19-1:43 info process");
        javascript(
                "import {exec as z} from \"node:child_process\"; z(\"id\")",
                "1:25-1:45 info process");
        javascript("export * from \"vm\"", "1:15-1:19 warning dynamic-code");
        javascript("const w = require(\"worker_threads\")", "1:11-1:36 info process");
        javascript(
                "const r = require; r(\"net\")",
                "1:11-1:18 warning aliased-name",
                "1:20-1:28 info network");
        javascript(
                "process.mainModule.require(\"child_process\")",
                "1:1-1:44 info process",
                "1:1-1:19 warning introspection");
        javascript("process.getBuiltinModule(\"child_process\")", "1:1-1:42 info process");
        javascript(
                """
                import {createRequire} from "module";
                const load = createRequire(import.meta.url);
                load("child_process")\
                """,
                "1:29-1:37 warning dynamic-import",
                "2:14-2:44 warning aliased-name",
                "2:14-2:27 warning dynamic-import",
                "3:1-3:22 info process");
    }

    @Test
    void innerPartsOfTheProcessAreNamed() {
        javascript("process.binding(\"fs\")", "1:1-1:16 warning low-level-module");
        javascript("process.dlopen(m, \"x.node\")", "1:1-1:15 warning native-code");
        javascript("process.kill(1)", "1:1-1:13 info signals");
    }

    @Test
    void codeThatWasEncodedIsAnError() {
        javascript(
                "eval(atob(data))", "1:1-1:5 warning dynamic-code", "1:6-1:16 error encoded-code");
        javascript(
                "new Function(Buffer.from(data, \"base64\").toString())",
                "1:5-1:13 warning dynamic-code",
                "1:14-1:41 error encoded-code");
    }

    @Test
    void systemFilesAreNamed() {
        javascript(
                """
                const fs = require("fs");
                fs.readFileSync("/etc/passwd");
                fs.rmSync("/", {recursive: true})\
                """,
                "2:17-2:30 info system-file",
                "3:1-3:34 error destructive-command");
    }

    @Test
    void theNetworkIsSaid() {
        javascript("fetch(\"http://example.org\")", "1:1-1:6 info network");
        javascript("const http = require(\"http\")", "1:14-1:29 info network");
    }

    @Test
    void functionsSeeWhatIsBoundBelowThem() {
        javascript(
                """
                function r() { return g("1") }
                const g = eval;\
                """,
                "1:23-1:24 warning dynamic-code",
                "2:11-2:15 warning aliased-name");
    }

    @Test
    void ordinaryUsesOfTheseNamesAreSilent() {
        javascript("x instanceof Function; typeof eval; typeof require; Function.prototype.call");
        javascript(
                """
                class A { eval() {} }
                new A().eval()\
                """);
        javascript(
                """
                const require = (x) => x;
                require("child_process")\
                """);
        javascript("this.constructor.name; new this.constructor(1)");
    }

    @Test
    void typescriptIsReadThroughItsCasts() {
        typescript(
                """
                const e = (eval as any);
                e("1");
                (globalThis as any)["ev" + "al"]("1");
                function f(a: string = eval) { a("1") }\
                """,
                "1:12-1:16 warning aliased-name",
                "2:1-2:2 warning dynamic-code",
                "3:1-3:33 warning dynamic-code",
                "3:21-3:32 error hidden-name",
                "4:24-4:28 warning aliased-name",
                "4:32-4:33 warning dynamic-code");
    }
}
