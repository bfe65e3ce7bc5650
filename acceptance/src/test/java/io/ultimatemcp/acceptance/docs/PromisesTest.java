package io.ultimatemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a document names as the proof of a promise is there. */
final class PromisesTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Set<String> ELSEWHERE = Set.of("bannedDependencies");

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "docs/reference/sandbox.md"})
    void everyPromiseNamesItsProofAndTheProofIsThere(String document) throws IOException {
        Set<String> there = proofs();
        var rows =
                Files.readAllLines(Distribution.ROOT.resolve(document)).stream()
                        .dropWhile(line ->
                                !line.startsWith("## What we promise")
                                        && !line.equals("## Promises"))
                        .takeWhile(line ->
                                !line.startsWith("## What we do not") && !line.equals("## How"))
                        .filter(line -> line.startsWith("| "))
                        .filter(line ->
                                !line.startsWith("| Promise ")
                                        && !line.startsWith("| A program cannot"))
                        .toList();
        assertThat(rows).hasSizeGreaterThan(10);
        for (String row : rows) {
            String proof = Arrays.asList(row.split("\\|", -1)).get(2);
            List<String> named =
                    QUOTED.matcher(proof)
                            .results()
                            .map((MatchResult found) -> found.group(1))
                            .toList();
            assertThat(named.isEmpty() && !proof.contains("test")).as(row).isFalse();
            for (String name : named) {
                assertThat(ELSEWHERE.contains(name) || there.stream().anyMatch(fits(name)))
                        .as("%s, named in %s", name, row)
                        .isTrue();
            }
        }
    }

    /** An attack by its whole name or without its ending, a class of tests, a pattern of either. */
    private static Predicate<String> fits(String name) {
        String whole = name.contains(".") || name.matches("[A-Z].*") ? name : name + ".*";
        var pattern =
                Pattern.compile(
                        Arrays.stream(whole.split("\\*", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("[^/]*")));
        return there -> pattern.matcher(there).matches();
    }

    /** File names of all attacks, and names of all test classes. */
    private static Set<String> proofs() throws IOException {
        try (Stream<Path> modules = Files.list(Distribution.ROOT)) {
            return modules.map(module -> module.resolve("src/test"))
                    .filter(Files::isDirectory)
                    .flatMap(PromisesTest::files)
                    .map(file -> file.getFileName().toString())
                    .map(name ->
                            name.endsWith(".java") ? name.substring(0, name.length() - 5) : name)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
