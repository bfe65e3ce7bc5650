package io.ultimatemcp.sandbox.session;

import static io.ultimatemcp.sandbox.session.Talker.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.Artifact;
import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.InputFile;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a cell of Python finds, leaves and says. */
final class PythonSessionTest {
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
        CellReport first =
                talker.python(
                        "keeps",
                        """
                        import math
                        x = 20
                        def double(n): return 2 * n
                        class Point: pass
                        open('kept.txt', 'w').write('text')
                        """);
        assertThat(said(first)).isEqualTo("4\n");
        assertThat(first.session().cells()).isEqualTo(1);
        CellReport second =
                talker.python(
                        "keeps",
                        "print(math.floor(double(x) + 2.5), Point.__module__, open('kept.txt').read())");
        assertThat(said(second)).isEqualTo("42 __main__ text\n");
        assertThat(second.session().cells()).isEqualTo(2);
        assertThat(second.session().created()).isEqualTo(first.session().created());
        assertThat(second.session().ended()).isEmpty();
    }

    @Test
    void theValueOfTheLastExpressionIsShown() {
        assertThat(said(talker.python("values", "1\n'a' + 'b'"))).isEqualTo("'ab'\n");
        assertThat(said(talker.python("values", "_ * 2"))).isEqualTo("'abab'\n");
        assertThat(said(talker.python("values", "None"))).isEmpty();
        assertThat(said(talker.python("values", "x = 5"))).isEmpty();
        assertThat(said(talker.python("values", ""))).isEmpty();
        assertThat(said(talker.python("values", "if True:\n  3\n# done"))).isEmpty();
    }

    @Test
    void anExceptionIsATracebackAndTheStateSurvives() {
        talker.python("fails", "kept = 1");
        CellReport failed = talker.python("fails", "def f():\n    return kept / 0\n\nf()");
        assertThat(failed.report().returnCode()).isEqualTo(1);
        assertThat(failed.report().outcome()).isEqualTo(Outcome.EXITED);
        assertThat(failed.report().stderr().window())
                .startsWith("Traceback (most recent call last):\n  File \"<cell 2>\", line 4")
                .contains("return kept / 0")
                .endsWith("ZeroDivisionError: division by zero\n")
                .doesNotContain("/job");
        CellReport broken = talker.python("fails", "def (");
        assertThat(broken.report().returnCode()).isEqualTo(1);
        assertThat(broken.report().stderr().window()).contains("SyntaxError").contains("def (");
        assertThat(said(talker.python("fails", "kept"))).isEqualTo("1\n");
    }

    @Test
    void leavingEndsTheCellAndNotTheSession() {
        assertThat(talker.python("leaves", "import sys\nsys.exit(3)").report().returnCode())
                .isEqualTo(3);
        CellReport words = talker.python("leaves", "raise SystemExit('bye')");
        assertThat(words.report().returnCode()).isEqualTo(1);
        assertThat(words.report().stderr().window()).isEqualTo("bye\n");
        assertThat(talker.python("leaves", "exit()").session().cells()).isEqualTo(3);
    }

    @Test
    void awaitMayStandAtTheTop() {
        talker.python(
                "awaits",
                """
                import asyncio
                async def later(x):
                    await asyncio.sleep(0.01)
                    return x
                task = asyncio.ensure_future(later(7)) if False else None
                got = await later(6)
                """);
        assertThat(said(talker.python("awaits", "got * await later(7)"))).isEqualTo("42\n");
        assertThat(said(talker.python("awaits", "asyncio.run(later(1))"))).isEqualTo("1\n");
    }

    @Test
    void eachCellHasItsOwnInput() {
        Job job =
                Job.script(
                                Language.PYTHON,
                                "import os, sys\n"
                                        + "print(input(), sys.stdin.read(), sys.argv[1:], os.environ.get('A'),"
                                        + " open('in/x').read())")
                        .withLimits(Talker.PATIENT)
                        .withStdin(Bytes.utf8("line\nrest ü"))
                        .withArgs(List.of("one", "zwei ü", ""))
                        .withEnv(Map.of("A", "b=c\nd"))
                        .withFiles(List.of(new InputFile("in/x", Bytes.utf8("given"))));
        CellReport given = talker.ran("input", job);
        assertThat(said(given)).isEqualTo("line rest ü ['one', 'zwei ü', ''] b=c\nd given\n");
        assertThat(given.report().artifacts()).isEmpty();
        assertThat(
                        said(
                                talker.python(
                                        "input",
                                        "sys.stdin.read(), sys.argv, os.environ.get('A'), open('in/x').read()")))
                .isEqualTo("('', [''], None, 'given')\n");
    }

    @Test
    void artifactsAreWhatThisCellMadeOrChanged() {
        CellReport first =
                talker.python("files", "open('a', 'w').write('1'); open('b', 'w').write('1');");
        assertThat(first.report().artifacts())
                .containsExactly(
                        new Artifact("a", Bytes.utf8("1")), new Artifact("b", Bytes.utf8("1")));
        CellReport second =
                talker.python(
                        "files",
                        "import os; os.mkdir('d'); open('d/c ü', 'w').write('x' * 200000)\n"
                                + "open('a', 'w').write('2');");
        assertThat(second.report().artifacts())
                .containsExactly(
                        new Artifact("a", Bytes.utf8("2")),
                        new Artifact("d/c ü", Bytes.utf8("x".repeat(200_000))));
        assertThat(talker.python("files", "1").report().artifacts()).isEmpty();
        CellReport odd =
                talker.python(
                        "files",
                        "os.symlink('/etc/passwd', 'link'); os.mkfifo('pipe'); open(b'\\xff', 'w').close()");
        assertThat(odd.report().artifacts()).hasSize(1);
        assertThat(odd.report().artifacts().getFirst().size()).isZero();
    }

    @Test
    void aRichValueBecomesAnArtifact() {
        CellReport shown =
                talker.python(
                        "rich",
                        """
                        class Picture:
                            def _repr_png_(self): return b'\\x89PNG'
                            def __repr__(self): return 'a picture'
                        class Page:
                            def _repr_html_(self): return '<b>ü</b>'
                        Picture()
                        """);
        assertThat(said(shown)).isEqualTo("a picture\n");
        assertThat(shown.report().artifacts())
                .extracting(Artifact::path)
                .containsExactly("display-1.png");
        assertThat(talker.python("rich", "Page()").report().artifacts())
                .containsExactly(new Artifact("display-2.html", Bytes.utf8("<b>ü</b>")));
    }

    @Test
    void longOutputIsAWindow() {
        CellReport much = talker.python("long", "print('y' * 300_000)");
        assertThat(much.report().stdout().truncated()).isTrue();
        assertThat(much.report().stdout().written()).isEqualTo(300_001);
        assertThat(said(talker.python("long", "1"))).isEqualTo("1\n");
    }
}
