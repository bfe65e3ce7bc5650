package io.ultimatemcp.server.doctor;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Refusal;
import io.ultimatemcp.sandbox.Running;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.server.doctor.Diagnosis.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Interpreters, test runners, packages and linters, asked for their versions where programs run.
 */
final class Toolchains {
    /** Prints "topic name version", a line for each that answers; nothing else stops the rest. */
    private static final String ASK =
            """
            tell() {
              command -v "$3" >/dev/null 2>&1 || { echo "$1|$2|"; return; }
              said=$("${@:3}" 2>&1 </dev/null | grep -oE -m1 '[0-9]+(\\.[0-9]+)+[^ ,()]*' | head -n 1)
              echo "$1|$2|${said:-there}"
            }
            {
            tell languages python python3 --version &
            tell languages node node --version &
            tell languages bash bash --version &
            tell tests pytest pytest-3 --version &
            tell tests coverage python3 -m coverage --version &
            tell tests bats bats --version &
            for module in numpy pandas matplotlib; do
              found=$(python3 -c "import importlib.metadata as m; print(m.version('$module'))" 2>/dev/null)
              echo "packages|$module|$found" &
            done
            for linter in ruff flake8 pylint eslint oxlint biome shellcheck; do
              tell linters $linter $linter --version &
            done
            wait
            }
            """;

    private static final List<String> TOPICS = List.of("languages", "tests", "packages", "linters");

    private static final Map<String, String> INSTALLS =
            Map.of(
                    "python", "python3",
                    "node", "nodejs",
                    "bash", "bash",
                    "pytest", "python3-pytest",
                    "coverage", "python3-coverage",
                    "bats", "bats");

    private Toolchains() {}

    static List<Finding> findings(Sandbox sandbox) throws InterruptedException {
        Job job =
                Job.script(Language.BASH, ASK)
                        .withLimits(Limits.standard().withWall(Duration.ofSeconds(8)));
        return switch (sandbox.start(job, Listener.NONE)) {
            case Running running -> read(running.await().stdout().window());
            case Refusal refusal ->
                    List.of(
                            Finding.warning(
                                    "toolchains", "could not be asked for: " + refusal, null));
        };
    }

    /** What the lines come to. */
    static List<Finding> read(String said) {
        var answers =
                said.lines()
                        .map(line -> List.of(line.split("\\|", -1)))
                        .filter(parts -> parts.size() == 3)
                        .toList();
        return TOPICS.stream()
                .map(topic -> {
                    var tools = new TreeMap<String, String>();
                    answers.stream()
                            .filter(parts -> parts.get(0).equals(topic))
                            .forEach(parts -> tools.put(parts.get(1), parts.get(2)));
                    return finding(topic, tools);
                })
                .toList();
    }

    private static Finding finding(String topic, Map<String, String> tools) {
        var missing =
                tools.entrySet().stream()
                        .filter(tool -> tool.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        String there =
                tools.entrySet().stream()
                        .filter(tool -> !tool.getValue().isEmpty())
                        .map(tool -> tool.getKey() + " " + tool.getValue())
                        .collect(Collectors.joining(", "));
        String detail =
                (there.isEmpty() ? "none" : there)
                        + (missing.isEmpty() || there.isEmpty()
                                ? ""
                                : "; not here: " + String.join(", ", missing));
        boolean needed = topic.equals("languages") || topic.equals("tests");
        return needed && !missing.isEmpty()
                ? Finding.warning(
                        topic,
                        detail,
                        "apt-get install -y "
                                + missing.stream()
                                        .map(name -> INSTALLS.getOrDefault(name, name))
                                        .collect(Collectors.joining(" ")))
                : Finding.ok(topic, detail);
    }
}
