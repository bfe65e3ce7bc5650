package io.ultimatemcp.acceptance.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Metrics in a text form, read by the rules of the Prometheus text format 0.0.4 and of OpenMetrics
 * 1.0; what breaks a rule fails the test.
 */
record Exposition(Map<String, Family> families) {
    static final String PROMETHEUS = "text/plain";
    static final String OPENMETRICS = "application/openmetrics-text";

    private static final Pattern META =
            Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\+Inf|-Inf|NaN|-?[0-9.eE+-]+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\n\"])*)\"(,|$)");

    /** A metric with its samples, by the name of the sample and then by labels. */
    record Family(String type, Map<String, Map<Map<String, String>, Double>> samples) {}

    static Exposition scrape(Client client) {
        return scrape(client, PROMETHEUS);
    }

    static Exposition scrape(Client client, String form) {
        Reply reply = client.send(client.request("/metrics").header("Accept", form).GET());
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith(form).contains("charset=utf-8");
        return of(reply.text(), form.equals(OPENMETRICS));
    }

    private static Exposition of(String text, boolean open) {
        assertThat(text).endsWith(open ? "\n# EOF\n" : "\n");
        var families = new LinkedHashMap<String, Family>();
        var described = new HashMap<String, Set<String>>();
        String current = "";
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.removeLast();
        if (open) {
            lines.removeLast();
        }
        for (String line : lines) {
            var meta = META.matcher(line);
            if (meta.matches()) {
                String name = meta.group(2);
                var said = described.computeIfAbsent(name, _ -> new HashSet<>());
                assertThat(said.add(meta.group(1))).describedAs("twice: " + line).isTrue();
                if (meta.group(1).equals("TYPE")) {
                    current = name;
                    families.put(name, new Family(meta.group(3), new TreeMap<>()));
                } else if (meta.group(1).equals("UNIT")) {
                    assertThat(name).endsWith("_" + meta.group(3));
                }
                continue;
            }
            var sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).describedAs("no sample: " + line).isTrue();
            Family family =
                    Optional.ofNullable(families.get(current))
                            .orElseThrow(() -> new AssertionError("no type before: " + line));
            assertThat(suffixes(family.type(), open))
                    .describedAs(line + " in " + current)
                    .contains(suffix(current, sample.group(1)));
            var before =
                    family.samples()
                            .computeIfAbsent(sample.group(1), _ -> new LinkedHashMap<>())
                            .put(labels(sample.group(2), line), number(sample.group(3)));
            assertThat(before).describedAs("twice: " + line).isNull();
        }
        families.forEach(Exposition::checkBuckets);
        return new Exposition(families);
    }

    private static String suffix(String family, String sample) {
        assertThat(sample).startsWith(family);
        return sample.substring(family.length());
    }

    private static Set<String> suffixes(String type, boolean open) {
        return switch (type) {
            case "counter" -> open ? Set.of("_total") : Set.of("");
            case "gauge", "unknown", "untyped" -> Set.of("");
            case "info" -> Set.of("_info");
            case "histogram" -> Set.of("_bucket", "_count", "_sum");
            case "summary" -> Set.of("", "_count", "_sum");
            default -> throw new AssertionError("no such type: " + type);
        };
    }

    private static Map<String, String> labels(@Nullable String text, String line) {
        var labels = new TreeMap<String, String>();
        int at = 0;
        while (text != null && at < text.length()) {
            var label = LABEL.matcher(text).region(at, text.length());
            assertThat(label.lookingAt()).describedAs("labels of " + line).isTrue();
            assertThat(labels.put(label.group(1), label.group(2))).describedAs(line).isNull();
            at = label.end();
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Buckets grow up to {@code +Inf}, which counts everything. */
    private static void checkBuckets(String name, Family family) {
        if (!family.type().equals("histogram")) {
            return;
        }
        var series = new LinkedHashMap<Map<String, String>, TreeMap<Double, Double>>();
        family.samples()
                .getOrDefault(name + "_bucket", Map.of())
                .forEach((labels, value) -> {
                    var rest = new TreeMap<>(labels);
                    String bound = String.valueOf(rest.remove("le"));
                    series.computeIfAbsent(rest, _ -> new TreeMap<>()).put(number(bound), value);
                });
        series.forEach((labels, buckets) -> {
            assertThat(List.copyOf(buckets.values())).describedAs(name).isSorted();
            assertThat(buckets.lastEntry())
                    .describedAs(name)
                    .isEqualTo(
                            Map.entry(
                                    Double.POSITIVE_INFINITY,
                                    value(family, name + "_count", labels)));
        });
    }

    private static double value(Family family, String sample, Map<String, String> labels) {
        return family.samples().getOrDefault(sample, Map.of()).getOrDefault(labels, Double.NaN);
    }

    /** The value of a sample with exactly these labels, 0 when it is not there. */
    double value(String sample, String... labels) {
        var wanted = new TreeMap<String, String>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return families.values().stream()
                .map(family -> family.samples().getOrDefault(sample, Map.of()).get(wanted))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0.0);
    }

    /** The values of a sample over all labels together. */
    double sum(String sample) {
        return families.values().stream()
                .flatMap(
                        family -> family.samples().getOrDefault(sample, Map.of()).values().stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    Set<String> names() {
        return families.keySet();
    }

    /** Every value of any label. */
    Set<String> labelValues() {
        return families.values().stream()
                .flatMap(family -> family.samples().values().stream())
                .flatMap(samples -> samples.keySet().stream())
                .flatMap(labels -> labels.values().stream())
                .collect(Collectors.toSet());
    }
}
