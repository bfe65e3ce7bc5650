package io.ultimatemcp.graph.projection;

import java.util.List;
import java.util.Optional;

/**
 * One run as it becomes a subgraph:
 *
 * <pre>
 * (Principal)-[STARTED]-&gt;(Run)-[USED]-&gt;(CodeVersion)-[DEFINES]-&gt;(Symbol)-[CALLS|IMPORTS]-&gt;(Symbol)
 * (Run)-[PRODUCED]-&gt;(Artifact), (Run)-[FOUND]-&gt;(Finding)-[AT]-&gt;(Symbol), (Run)-[RAN]-&gt;(TestCase)-[EXERCISED]-&gt;(Symbol)
 * (Run)-[REPLAYS]-&gt;(Run)
 * </pre>
 *
 * <p>Every node has a {@code key}, unique among its label, so that query results name it.
 *
 * @param principal who started it
 * @param replays the id of the run it repeats; that run may be projected later
 */
public record RunProjection(
        RunNode run,
        Optional<String> principal,
        List<CodeVersion> code,
        List<ArtifactNode> artifacts,
        List<FindingNode> findings,
        List<TestCaseNode> testCases,
        Optional<String> replays) {
    /** Copies the lists. */
    public RunProjection {
        code = List.copyOf(code);
        artifacts = List.copyOf(artifacts);
        findings = List.copyOf(findings);
        testCases = List.copyOf(testCases);
    }
}
