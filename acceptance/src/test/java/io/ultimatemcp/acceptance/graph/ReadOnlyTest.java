package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query may not do, from outside; the graph's own tests hold the whole list. */
@ExtendWith(Shared.class)
final class ReadOnlyTest {
    private final Client client;

    ReadOnlyTest(Server server) {
        this.client = server.client();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE (n:Attack)",
                "MATCH (n) DETACH DELETE n",
                "CALL () { CREATE (n:Attack) RETURN n } RETURN n",
                "FOREACH (x IN [1] | CREATE (n:Attack))",
                "/* harmless */ MERGE (n:Attack) // RETURN 1",
                "\\u0043REATE (n:Attack)",
                "CREATE INDEX attack FOR (n:Attack) ON (n.a)",
                "DROP CONSTRAINT graph_node_key",
                "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
                "LOAD CSV FROM 'http://127.0.0.1:9/x' AS line RETURN line",
                "CALL dbms.listConfig()",
                "CALL `dbms`.`killConnection`('bolt-1')",
                "CALL apoc.load.json('file:///etc/passwd')",
                "SHOW SETTINGS",
                "SHOW USERS",
                "SHOW TRANSACTIONS",
                "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
                "USE system SHOW USERS",
                "ALTER USER neo4j SET PASSWORD 'abcdefgh'",
                "RETURN 1; MATCH (n) DETACH DELETE n"
            })
    void anAttackIsRefusedAndChangesNothing(String attack) {
        var reply = Cypher.ask(client, attack);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(422);
        assertThat(reply.text()).doesNotContain("Exception", "org.neo4j", "root:");
        assertThat(
                        Cypher.rows(client, "MATCH (n:Attack) RETURN count(n) AS n", Map.of())
                                .path(0)
                                .path("n")
                                .asInt(-1))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURN 'CREATE (n) DELETE n; DROP' AS text",
                "RETURN \"LOAD CSV FROM 'file:///etc/passwd'\" AS text",
                "RETURN 1 AS one // CREATE (n)",
                "CALL db.labels()"
            })
    void aHarmlessQueryPassesWhateverWordsItHolds(String query) {
        assertThat(Cypher.ask(client, query).status()).isEqualTo(200);
    }

    @Test
    void aQueryThatTakesAllTheMemoryCostsThatQueryOnly() {
        Cypher.rows(client, "RETURN 1", Map.of());
        var bomb = Cypher.ask(client, "RETURN reduce(z = 'a', k IN range(1, 29) | z + z) AS z");
        assertThat(bomb.status()).describedAs(bomb.text()).isEqualTo(422);
        assertThat(bomb.json().path("code").asString()).isEqualTo("query_too_large");
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(Cypher.rows(client, "RETURN 7 AS n", Map.of()).path(0).path("n").asInt())
                .isEqualTo(7);
    }
}
