package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.sandbox.InputFile;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.box.GivenFile;
import io.ultimatemcp.server.tool.box.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files of a run.
 *
 * @param targets the files to run by name; empty when the framework finds its tests itself
 */
record TestSuite(TestFramework framework, List<InputFile> files, List<String> targets) {
    /** Where the steps are logged, below /work. */
    static final String LOG = ".run_tests.log";

    private static final Pattern MODULE =
            Pattern.compile("(?m)^[ \\t]*+(?:import\\s*+['\"{*\\w]|export\\s++[{*\\w])");

    /** Reads the request; throws {@link Refusal} (422) that names what is wrong with it. */
    static TestSuite of(TestRequest request) {
        var framework = framework(request);
        var files = new ArrayList<>(GivenFile.decode(request.files()));
        refuseTaken(files, LOG, "is taken by the log of the run");
        String code = request.code();
        if (code != null) {
            String name = nameOf(framework, code);
            refuseTaken(files, name, "is the name that code gets");
            files.add(new InputFile(name, SourceText.utf8("/code", code)));
        } else if (files.isEmpty()) {
            throw invalid("/code", "is required when there are no files");
        }
        return new TestSuite(framework, List.copyOf(files), targets(framework, files));
    }

    /** Text of the files by path. */
    Map<String, String> sources() {
        var sources = new HashMap<String, String>();
        files.forEach(file -> sources.put(file.path(), file.content().text()));
        return sources;
    }

    private static TestFramework framework(TestRequest request) {
        var framework = request.testFramework();
        var language = request.language();
        if (framework == null) {
            return language == null ? TestFramework.PYTEST : TestFramework.of(language);
        }
        if (language != null && language != framework.language()) {
            throw invalid(
                    "/test_framework",
                    "%s runs %s, not %s; for %s use %s"
                            .formatted(
                                    framework.code(),
                                    framework.language().code(),
                                    language.code(),
                                    language.code(),
                                    TestFramework.of(language).code()));
        }
        return framework;
    }

    private static String nameOf(TestFramework framework, String code) {
        return switch (framework) {
            case PYTEST, UNITTEST -> "test_code.py";
            case NODE -> MODULE.matcher(code).find() ? "code.test.mjs" : "code.test.js";
            case BATS -> "code.bats";
        };
    }

    /** No file is named as the framework wants it: then all that could hold tests are meant. */
    private static List<String> targets(TestFramework framework, List<InputFile> files) {
        var paths = files.stream().map(InputFile::path).toList();
        return paths.stream().anyMatch(framework::finds)
                ? List.of()
                : paths.stream().filter(framework::speaks).toList();
    }

    private static void refuseTaken(List<InputFile> files, String name, String why) {
        for (int i = 0; i < files.size(); i++) {
            if ((files.get(i).path() + "/").startsWith(name + "/")) {
                throw invalid("/files/" + i + "/path", name + " " + why);
            }
        }
    }

    private static Refusal invalid(String pointer, String message) {
        return new Refusal(Problem.invalid(pointer, message));
    }
}
