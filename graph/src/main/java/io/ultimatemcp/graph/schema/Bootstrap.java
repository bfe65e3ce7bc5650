package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.engine.Preparation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The constraints and indexes that writing relies on. They are there before the first write,
 * because a uniqueness constraint is what makes a MERGE by key the same node for everyone.
 */
public final class Bootstrap implements Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

    /** A rule with the name it goes by in the graph. */
    private record Rule(String name, String statement) {
        static Rule unique(String name, String label, String property) {
            return new Rule(
                    name,
                    "CREATE CONSTRAINT %s IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE"
                            .formatted(name, label, property));
        }

        static Rule index(String name, String label, String property) {
            return new Rule(
                    name,
                    "CREATE INDEX %s IF NOT EXISTS FOR (n:%s) ON (n.%s)"
                            .formatted(name, label, property));
        }
    }

    private static final List<Rule> RULES =
            List.of(
                    Rule.unique("graph_node_key", "GraphNode", "key"),
                    Rule.unique("run_id", "Run", "id"),
                    Rule.unique("principal_name", "Principal", "name"),
                    Rule.unique("code_version_sha256", "CodeVersion", "sha256"),
                    Rule.unique("symbol_key", "Symbol", "key"),
                    Rule.unique("artifact_key", "Artifact", "key"),
                    Rule.unique("finding_key", "Finding", "key"),
                    Rule.unique("test_case_key", "TestCase", "key"),
                    Rule.index("run_started_at", "Run", "started_at"),
                    Rule.index("symbol_name", "Symbol", "name"),
                    new Rule(
                            "graph_text",
                            "CREATE FULLTEXT INDEX graph_text IF NOT EXISTS FOR (n:GraphNode|Symbol)"
                                    + " ON EACH [n.key, n.name, n.title, n.text, n.description, n.summary, n.content]"),
                    // Without dimensions: each embedding is comparable with those of its own
                    // length.
                    new Rule(
                            "graph_embedding",
                            "CREATE VECTOR INDEX graph_embedding IF NOT EXISTS FOR (n:GraphNode) ON (n.embedding)"
                                    + " OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine'}}"));

    @Override
    public void prepare(Driver driver, String database) {
        var writing =
                SessionConfig.builder()
                        .withDatabase(database)
                        .withDefaultAccessMode(AccessMode.WRITE)
                        .build();
        try (Session session = driver.session(writing)) {
            Set<String> there = names(session);
            for (Rule rule : RULES) {
                if (!there.contains(rule.name())) {
                    session.run(rule.statement()).consume();
                }
            }
            session.run("CALL db.awaitIndexes(60)").consume();
        } catch (ClientException refused) {
            if (!refused.code().startsWith("Neo.ClientError.Security.")) {
                throw refused;
            }
            LOG.warn("The account may not create constraints: the graph can be read, not written");
        }
    }

    /** Whether it is one of those that are made before the first write. */
    public static boolean isOurs(String name) {
        return RULES.stream().anyMatch(rule -> rule.name().equals(name));
    }

    private static Set<String> names(Session session) {
        var names = new HashSet<String>();
        session.run("SHOW CONSTRAINTS YIELD name")
                .forEachRemaining(row -> names.add(row.get("name").asString()));
        session.run("SHOW INDEXES YIELD name")
                .forEachRemaining(row -> names.add(row.get("name").asString()));
        return names;
    }
}
