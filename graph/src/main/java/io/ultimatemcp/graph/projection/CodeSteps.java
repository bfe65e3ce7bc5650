package io.ultimatemcp.graph.projection;

import static io.ultimatemcp.graph.projection.Steps.id;
import static io.ultimatemcp.graph.projection.Steps.row;
import static io.ultimatemcp.graph.projection.Steps.rows;

import java.util.ArrayList;
import java.util.List;

/** Code, what it defines, and what that refers to. */
final class CodeSteps {
    private CodeSteps() {}

    static List<Step> of(List<RunProjection> runs) {
        var steps = new ArrayList<Step>();
        steps.add(
                new Step(
                        """
                        UNWIND $rows AS row
                        MATCH (r:Run {id: row.run})
                        MERGE (c:CodeVersion {sha256: row.sha256})
                        SET c.language = row.language, c.key = 'code:' + row.sha256
                        MERGE (r)-[:USED]->(c)
                        """,
                        rows(
                                runs,
                                run ->
                                        run.code().stream()
                                                .map(code ->
                                                        row(
                                                                "run", id(run),
                                                                "sha256", code.sha256(),
                                                                "language", code.language())))));
        steps.add(
                new Step(
                        """
                        UNWIND $rows AS row
                        MATCH (c:CodeVersion {sha256: row.sha256})
                        MERGE (s:Symbol {key: row.key})
                        SET s.name = row.name, s.kind = row.kind, s.line = row.line,
                            s.end_line = row.end_line, s.complexity = row.complexity
                        MERGE (c)-[:DEFINES]->(s)
                        """,
                        rows(
                                runs,
                                run ->
                                        run.code().stream()
                                                .flatMap(code ->
                                                        code.symbols().stream()
                                                                .map(symbol ->
                                                                        row(
                                                                                "sha256",
                                                                                        code
                                                                                                .sha256(),
                                                                                "key", symbol.key(),
                                                                                "name",
                                                                                        symbol
                                                                                                .name(),
                                                                                "kind",
                                                                                        symbol
                                                                                                .kind(),
                                                                                "line",
                                                                                        symbol
                                                                                                .line(),
                                                                                "end_line",
                                                                                        symbol
                                                                                                .endLine(),
                                                                                "complexity",
                                                                                        symbol
                                                                                                .complexity()))))));
        for (CodeVersion.Reference.Kind kind : CodeVersion.Reference.Kind.values()) {
            steps.add(references(kind, runs));
        }
        return steps;
    }

    private static Step references(CodeVersion.Reference.Kind kind, List<RunProjection> runs) {
        return new Step(
                """
                UNWIND $rows AS row
                MATCH (a:Symbol {key: row.from})
                MERGE (b:Symbol {key: row.to}) ON CREATE SET b.name = row.name
                MERGE (a)-[:%s]->(b)
                """
                        .formatted(kind.name()),
                rows(
                        runs,
                        run ->
                                run.code().stream()
                                        .flatMap(code -> code.references().stream())
                                        .filter(reference -> reference.kind() == kind)
                                        .map(reference ->
                                                row(
                                                        "from", reference.from(),
                                                        "to", reference.to(),
                                                        "name", reference.toName()))));
    }
}
