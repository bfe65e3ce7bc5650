package io.ultimatemcp.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.Fault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyTest {
    private final Graph graph = TestGraph.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE (n:Attack)",
                "create (n:Attack)",
                "MERGE (n:Attack {a: 1}) RETURN n",
                "MATCH (n) SET n.attacked = true",
                "MATCH (n) REMOVE n.key",
                "MATCH (n) DELETE n",
                "MATCH (n) DETACH DELETE n",
                "INSERT (n:Attack)",
                "CALL { CREATE (n:Attack) RETURN n } RETURN n",
                "CALL () { CREATE (n:Attack) RETURN n } RETURN n",
                "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS",
                "MATCH (n) CALL (n) { SET n.attacked = true } IN CONCURRENT TRANSACTIONS",
                "MATCH (n) CALL (n) { RETURN 1 AS x } IN TRANSACTIONS RETURN count(*)",
                "FOREACH (x IN [1] | CREATE (n:Attack))",
                "UNWIND [1] AS x FOREACH (y IN [1] | MERGE (:Attack {a: y})) RETURN x",
                "/* harmless */ CREATE (n:Attack) // RETURN 1",
                "// RETURN 1\nCREATE (n:Attack)",
                "RETURN 1 /*\n*/ UNION CREATE (n:Attack) RETURN 1",
                "\\u0043REATE (n:Attack)",
                "\\u0043\\u0052\\u0045\\u0041\\u0054\\u0045 (n:Attack)",
                "CYPHER 5 CREATE (n:Attack)",
                "CYPHER 25 CREATE (n:Attack)",
                "CYPHER runtime=slotted CREATE (n:Attack)",
                "CYPHER 25 WHEN true THEN CREATE (n:Attack) RETURN n",
                "PROFILE CREATE (n:Attack)",
                "EXPLAIN CREATE (n:Attack)",
                "CREATE INDEX attack FOR (n:Attack) ON (n.a)",
                "CREATE CONSTRAINT attack FOR (n:Attack) REQUIRE n.a IS UNIQUE",
                "CREATE FULLTEXT INDEX attack FOR (n:Attack) ON EACH [n.a]",
                "DROP INDEX graph_node_key",
                "DROP CONSTRAINT graph_node_key",
                "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
                "LOAD CSV WITH HEADERS FROM 'file:/etc/passwd' AS line RETURN line",
                "LOAD CSV FROM 'http://127.0.0.1:9/x' AS line RETURN line",
                "LOAD CSV FROM 'https://example.invalid/x' AS line RETURN line",
                "CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line",
                "MATCH (n) WHERE EXISTS { CALL { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } RETURN l } RETURN n",
                "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } AS lines",
                "RETURN [x IN [1] | COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l }] AS a",
                "RETURN reduce(a = [], x IN [1] | a + COLLECT { LOAD CSV FROM 'http://127.0.0.1:9/\\\\' AS l RETURN l }) AS a",
                "WITH 1 AS `x'` RETURN [y IN [`x'`] | COUNT { LOAD CSV FROM 'ftp://127.0.0.1/' AS l RETURN l }] AS `z'`",
                "RETURN CASE WHEN true THEN COLLECT { CALL dbms.components() YIELD name RETURN name } END AS a",
                "RETURN [x IN [1] | COLLECT { CALL `dbms`.`listConfig`() YIELD name RETURN name }] AS a",
                "RETURN 1 AS x UNION LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x",
                "LOAD/**/CSV FROM 'file:///etc/passwd' AS line RETURN line",
                "\\u004cOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
                "CALL dbms.listConfig()",
                "CALL dbms.listConfig() YIELD name, value RETURN name, value",
                "CALL `dbms`.`listConfig`()",
                "CALL/**/dbms.listConfig()",
                "CALL dbms.components()",
                "CALL dbms.info()",
                "CALL dbms.queryJmx('*:*')",
                "CALL dbms.listConnections()",
                "CALL dbms.killConnection('bolt-1')",
                "CALL dbms.killConnections(['bolt-1'])",
                "CALL dbms.security.createUser('a', 'abcdefgh', false)",
                "CALL dbms.upgrade()",
                "CALL db.clearQueryCaches()",
                "CALL db.stats.collect('QUERIES')",
                "CALL db.stats.retrieve('GRAPH COUNTS')",
                "CALL db.stats.stop('QUERIES')",
                "CALL db.createLabel('Attack')",
                "CALL db.createProperty('attack')",
                "CALL db.createRelationshipType('ATTACK')",
                "CALL db.prepareForReplanning()",
                "CALL db.resampleIndex('graph_node_key')",
                "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
                "CALL db.create.setNodeVectorProperty(null, 'a', [1.0])",
                "CALL db.checkpoint()",
                "CALL db.info()",
                "CALL db.ping()",
                "CALL tx.setMetaData({attack: 1})",
                "CALL tx.getMetaData()",
                "CALL apoc.load.json('file:///etc/passwd')",
                "RETURN apoc.text.join(['a'], '')",
                "CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
                "SHOW SETTINGS",
                "SHOW SETTINGS YIELD name, value RETURN name, value",
                "SHOW PROCEDURES",
                "SHOW FUNCTIONS",
                "SHOW TRANSACTIONS",
                "SHOW USERS",
                "SHOW CURRENT USER",
                "SHOW DATABASES",
                "SHOW DEFAULT DATABASE",
                "SHOW SERVERS",
                "SHOW PRIVILEGES",
                "SHOW ROLES",
                "SHOW ALIASES FOR DATABASE",
                "SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message",
                "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
                "TERMINATE TRANSACTION 'neo4j-transaction-1' YIELD message RETURN message",
                "USE system SHOW USERS",
                "USE system MATCH (n) RETURN n",
                "USE system CALL dbms.listConfig()",
                "CALL { USE system MATCH (n) RETURN n } RETURN n",
                "USE graph.byElementId('4:x:0') RETURN 1",
                "CYPHER 25 RETURN COLLECT { SHOW SETTINGS YIELD name RETURN name } AS a",
                "CREATE OR REPLACE USER attack SET PASSWORD 'abcdefgh'",
                "\u3000CREATE (:Attack)",
                "USE graph.byName('system') MATCH (n) RETURN n",
                "CREATE USER attack SET PASSWORD 'abcdefgh'",
                "ALTER USER neo4j SET PASSWORD 'abcdefgh'",
                "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'abcdefgh'",
                "DROP USER neo4j",
                "CREATE DATABASE attack",
                "STOP DATABASE neo4j",
                "DROP DATABASE neo4j",
                "CREATE ALIAS attack FOR DATABASE neo4j",
                "GRANT ROLE admin TO neo4j",
                "RETURN 1; CREATE (n:Attack)",
                "RETURN 1;\nMATCH (n) DETACH DELETE n;",
                ":param x => 1",
                "BEGIN",
                "COMMIT",
            })
    void anAttackIsRefusedAndChangesNothing(String attack) {
        Fault fault = TestGraph.fault(TestGraph.ask(graph, attack, Map.of()));

        assertThat(fault).isInstanceOfAny(Fault.NotReadOnly.class, Fault.BadQuery.class);
        assertThat(fault.message()).doesNotContain("Exception", "org.neo4j", "/work", "root:");
        assertThat(
                        TestGraph.done(
                                        TestGraph.ask(
                                                graph,
                                                "MATCH (n:Attack) RETURN count(n) AS n",
                                                Map.of()))
                                .results())
                .containsExactly(Map.of("n", 0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROFILE RETURN 1 AS one", "CYPHER 25 profile RETURN 1 AS one"})
    void whoeverAsksForAProfileIsToldToLeaveTheWordOut(String query) {
        assertThat(TestGraph.fault(TestGraph.ask(graph, query, Map.of())).message())
                .isEqualTo("PROFILE is not allowed here; leave this word out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURN 'CREATE (n) DELETE n; DROP' AS text",
                "RETURN \"LOAD CSV FROM 'file:///etc/passwd'\" AS text",
                "MATCH (n {name: 'CALL dbms.listConfig()'}) RETURN n",
                "MATCH (n) WHERE n.note CONTAINS 'apoc.load.json(' RETURN n",
                "MATCH (n) RETURN n.`set` AS `CREATE`, n.`delete` AS `dbms.listConfig()`",
                "MATCH (`merge`:`CREATE`) RETURN `merge`",
                "RETURN 1 AS one // CREATE (n)",
                "/* DELETE */ RETURN 1 AS one;",
                "WITH 1 AS created, 2 AS deleted RETURN created + deleted AS settled",
                "MATCH (n)-[r:DELETED|SET_BY]->(m) RETURN n, r, m",
                "CALL db.labels()",
                "CALL db.labels() YIELD label RETURN label ORDER BY label",
                "CALL `db`.`relationshipTypes`()",
                "CALL db.propertyKeys() YIELD propertyKey RETURN count(*) AS n",
                "CALL db.schema.visualization()",
                "CALL db.schema.nodeTypeProperties()",
                "CALL db.schema.relTypeProperties()",
                "SHOW INDEXES",
                "SHOW INDEXES YIELD name, type WHERE type = 'RANGE' RETURN name",
                "SHOW CONSTRAINTS",
                "USE neo4j MATCH (n) RETURN count(n) AS n",
                "CYPHER 25 MATCH (n) RETURN count(n) AS n",
                "CYPHER runtime=slotted RETURN 1 AS one",
                "EXPLAIN MATCH (n) RETURN n",
                "CALL { MATCH (n) RETURN count(n) AS n } RETURN n",
                "MATCH (n) WHERE EXISTS { (n)-->() } RETURN COUNT { (n)-->() } AS n",
                "RETURN date.truncate('day', datetime('2026-01-02T03:04Z')) AS day",
                "RETURN duration.between(date('2026-01-01'), date('2026-02-01')) AS gap",
                "RETURN point.distance(point({x: 0, y: 0}), point({x: 3, y: 4})) AS d",
                "RETURN vector.similarity.cosine([1.0, 0.0], [1.0, 0.0]) AS s",
                "RETURN reduce(z = '', k IN ['a', 'b'] | z + k) AS text",
                "UNWIND [1, 2] AS x RETURN x UNION RETURN 3 AS x",
                "RETURN [x IN [1] | COLLECT { CALL db.labels() YIELD label RETURN label }] AS labels",
                "RETURN [x IN ['LOAD CSV \\\\'] | x + 'CALL dbms.x('] AS `LOAD CSV 'FROM' \\`",
                "MATCH (n) WHERE n.x =~ 'load.csv(ed)\\\\d' RETURN n.x =~ 'apoc.load.json(\\\\d'",
                "MATCH p = shortestPath((a:Nowhere)-[*..3]->(b:Nowhere)) RETURN p",
            })
    void aHarmlessQueryPassesWhateverWordsItHolds(String query) {
        assertThat(TestGraph.done(TestGraph.ask(graph, query, Map.of()))).isNotNull();
    }
}
