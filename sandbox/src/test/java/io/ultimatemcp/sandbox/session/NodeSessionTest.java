package io.ultimatemcp.sandbox.session;

import static io.ultimatemcp.sandbox.session.Talker.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.Artifact;
import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.InputFile;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a cell of JavaScript finds, leaves and says. */
final class NodeSessionTest {
    private static Talker talker;

    @BeforeAll
    static void open() {
        talker = Talker.open();
    }

    @AfterAll
    static void close() {
        talker.close();
    }

    @Test
    void whatACellMakesIsThereForTheNext() {
        assertThat(
                        said(
                                talker.node(
                                        "keeps",
                                        """
                                        const fs = require('fs'); let x = 20; var y = 2;
                                        function double(n) { return 2 * n; }
                                        class Point {}
                                        fs.writeFileSync('kept.txt', 'text');
                                        """)))
                .isEmpty();
        CellReport second =
                talker.node(
                        "keeps",
                        "console.log(double(x) + y, new Point(), fs.readFileSync('kept.txt', 'utf8'))");
        assertThat(said(second)).isEqualTo("42 Point {} text\n");
        assertThat(second.session().cells()).isEqualTo(2);
        assertThat(said(talker.node("keeps", "const fs = 1; let x = 2; fs + x"))).isEqualTo("3\n");
    }

    @Test
    void theValueOfTheLastExpressionIsShown() {
        assertThat(said(talker.node("values", "1; 'a' + 'b'"))).isEqualTo("'ab'\n");
        assertThat(said(talker.node("values", "({a: [1, 10n, null]})")))
                .isEqualTo("{ a: [ 1, 10n, null ] }\n");
        assertThat(said(talker.node("values", "undefined"))).isEmpty();
        assertThat(said(talker.node("values", "let z = 5"))).isEmpty();
        assertThat(said(talker.node("values", "-0"))).isEqualTo("-0\n");
        assertThat(said(talker.node("values", "// nothing"))).isEmpty();
        assertThat(said(talker.node("values", "null"))).isEqualTo("null\n");
    }

    @Test
    void anExceptionIsAStackAndTheStateSurvives() {
        talker.node("fails", "const kept = 1");
        CellReport failed = talker.node("fails", "function f() {\n  return kept.x.y;\n}\nf()");
        assertThat(failed.report().returnCode()).isEqualTo(1);
        assertThat(failed.report().stderr().window())
                .startsWith("TypeError: Cannot read")
                .contains("at f (cell-2.js:2")
                .doesNotContain("/job")
                .doesNotContain("inspector");
        assertThat(talker.node("fails", "throw 5").report().stderr().window())
                .isEqualTo("Uncaught 5\n");
        assertThat(talker.node("fails", "let (").report().stderr().window())
                .startsWith("SyntaxError");
        assertThat(talker.node("fails", "await Promise.reject(new Error('no'))").report())
                .satisfies(report -> assertThat(report.returnCode()).isEqualTo(1))
                .satisfies(report -> assertThat(report.stderr().window()).startsWith("Error: no"));
        assertThat(said(talker.node("fails", "kept"))).isEqualTo("1\n");
    }

    @Test
    void leavingEndsTheCellAndNotTheSession() {
        assertThat(talker.node("leaves", "process.exit(3)").report().returnCode()).isEqualTo(3);
        assertThat(talker.node("leaves", "process.exitCode = 7").report().returnCode())
                .isEqualTo(7);
        CellReport later =
                talker.node(
                        "leaves",
                        "setTimeout(() => process.exit(4), 10); await new Promise(() => {})");
        assertThat(later.report().returnCode()).isEqualTo(4);
        assertThat(talker.node("leaves", "1").session().cells()).isEqualTo(4);
    }

    @Test
    void awaitMayStandAtTheTopAndAPromiseIsWaitedFor() {
        talker.node(
                "awaits",
                "const later = (x) => new Promise((ok) => setTimeout(() => ok(x), 10));"
                        + " const got = await later(6);");
        assertThat(said(talker.node("awaits", "got * await later(7)"))).isEqualTo("42\n");
        assertThat(
                        said(
                                talker.node(
                                        "awaits",
                                        "(async () => { await later(1); console.log('in'); })()")))
                .isEqualTo("in\n");
    }

    @Test
    void waitingForAPromiseThatNobodyKeepsRunsIntoTheTimeLimit() {
        talker.node("hangs", "const kept = 1");
        Job hangs =
                Job.script(Language.JAVASCRIPT, "await new Promise(() => {})")
                        .withLimits(Limits.standard().withWall(Duration.ofMillis(500)));
        CellReport hung = talker.ran("hangs", hangs);
        assertThat(hung.report().outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(hung.session().ended()).isEmpty();
        assertThat(said(talker.node("hangs", "kept"))).isEqualTo("1\n");
    }

    @Test
    void aRejectionThatNobodyHandlesFailsItsCell() {
        CellReport failed = talker.node("rejects", "Promise.reject(new Error('lost')); 1");
        assertThat(failed.report().returnCode()).isEqualTo(1);
        assertThat(failed.report().stdout().window()).isEqualTo("1\n");
        assertThat(failed.report().stderr().window()).startsWith("Error: lost");
        assertThat(talker.node("rejects", "2").report().returnCode()).isZero();
    }

    @Test
    void importsAreToldToBeRequired() {
        for (String code : List.of("import fs from 'fs'", "await import('fs')")) {
            assertThat(talker.node("imports", code).report().stderr().window())
                    .contains("require('name')");
        }
    }

    @Test
    void eachCellHasItsOwnInput() {
        Job job =
                Job.script(
                                Language.JAVASCRIPT,
                                "const fs = require('fs'); console.log(fs.readFileSync(0, 'utf8'),"
                                        + " process.argv.slice(2), process.env.A, fs.readFileSync('in/x', 'utf8'))")
                        .withLimits(Talker.PATIENT)
                        .withStdin(Bytes.utf8("rest ü"))
                        .withArgs(List.of("one", "zwei ü", ""))
                        .withEnv(Map.of("A", "b=c\nd"))
                        .withFiles(List.of(new InputFile("in/x", Bytes.utf8("given"))));
        CellReport given = talker.ran("input", job);
        assertThat(said(given)).isEqualTo("rest ü [ 'one', 'zwei ü', '' ] b=c\nd given\n");
        assertThat(given.report().artifacts()).isEmpty();
        assertThat(
                        said(
                                talker.node(
                                        "input",
                                        "[fs.readFileSync(0, 'utf8'), process.argv.length, process.env.A]")))
                .isEqualTo("[ '', 2, undefined ]\n");
    }

    @Test
    void artifactsAreWhatThisCellMadeOrChanged() {
        CellReport first =
                talker.node(
                        "files",
                        "const fs = require('fs'); fs.writeFileSync('a', '1'); fs.writeFileSync('b', '1')");
        assertThat(first.report().artifacts()).extracting(Artifact::path).containsExactly("a", "b");
        CellReport second =
                talker.node(
                        "files",
                        "fs.mkdirSync('d'); fs.writeFileSync('d/c', 'x'.repeat(200000)); fs.writeFileSync('a', '2')");
        assertThat(second.report().artifacts())
                .containsExactly(
                        new Artifact("a", Bytes.utf8("2")),
                        new Artifact("d/c", Bytes.utf8("x".repeat(200_000))));
        assertThat(talker.node("files", "1").report().artifacts()).isEmpty();
    }
}
