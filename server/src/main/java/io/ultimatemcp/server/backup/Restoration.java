package io.ultimatemcp.server.backup;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.backup.BackupDirectory;
import io.ultimatemcp.ledger.backup.BackupKey;
import io.ultimatemcp.ledger.backup.Restored;
import io.ultimatemcp.ledger.backup.Section;
import io.ultimatemcp.server.graph.GraphStore;
import io.ultimatemcp.server.tool.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Brings a backup back into stores that are empty. */
public final class Restoration {
    private static final String EXTRA = "extra/";

    private Restoration() {}

    /**
     * Reads a backup from end to end and tells what it holds: {@code file, sealed_with_key,
     * size_bytes, contents, tables, graph}.
     *
     * @throws io.ultimatemcp.ledger.fault.LedgerException when it is damaged or the key is wrong
     * @throws IllegalArgumentException when it is sealed and no key is given
     */
    public static ObjectNode verify(Path file, Optional<BackupKey> key) {
        List<Section> sections = BackupDirectory.verify(file, key);
        return Json.MAPPER
                .createObjectNode()
                .put("file", file.toString())
                .put("whole", true)
                .put("size_bytes", sections.stream().mapToLong(Section::size).sum())
                .put("contents", count(sections, "blobs/"))
                .put("tables", count(sections, "rows/"))
                .put("graph", count(sections, EXTRA + GraphPart.NAME) > 0);
    }

    /**
     * Restores; the file is checked from end to end first.
     *
     * @return {@code file, rows, contents, graph}
     * @throws io.ultimatemcp.ledger.fault.LedgerException as {@link #verify}, or when the ledger is
     *     not empty
     * @throws io.ultimatemcp.server.problem.Refusal when the ledger is back but the graph is not
     */
    public static ObjectNode run(
            Path file, Optional<BackupKey> key, Ledger ledger, GraphStore graph) {
        Restored restored =
                ledger.backups()
                        .restore(
                                file,
                                key,
                                (name, in) -> {
                                    if (!name.equals(GraphPart.NAME)) {
                                        throw new IOException("no store is called " + name);
                                    }
                                    new GraphPart(graph, () -> {}).read(in);
                                });
        return Json.MAPPER
                .createObjectNode()
                .put("file", file.toString())
                .put("rows", restored.rows())
                .put("contents", restored.files())
                .put("graph", restored.extras().contains(GraphPart.NAME));
    }

    private static long count(List<Section> sections, String prefix) {
        return sections.stream().filter(section -> section.name().startsWith(prefix)).count();
    }
}
