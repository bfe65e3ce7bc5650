package io.ultimatemcp.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.task.InMemoryTaskStore;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.session.Sessions;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.prompt.Prompts;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.settings.SettingsReader;
import io.ultimatemcp.server.tool.Toolbox;
import io.ultimatemcp.server.tool.box.Allowance;
import io.ultimatemcp.server.tool.execute.ExecuteTool;
import io.ultimatemcp.server.tool.session.CloseSessionTool;
import io.ultimatemcp.server.tool.session.ListSessionsTool;
import io.ultimatemcp.server.tool.test.RunTestsTool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model and a client are told, and how much of it. */
final class McpCatalogTest {
    private static final Caller ADMIN = new Caller("admin", Role.ADMIN.permissions());

    @TempDir private java.nio.file.Path directory;

    @Test
    void theDefaultSetIsSmallEnoughForAModel() {
        var tools = catalog().tools(ADMIN);
        assertThat(tools).hasSizeLessThanOrEqualTo(12);
        // Models see name, description and input schema. Four characters a token is the usual
        // estimate for English
        // and JSON; three is on the safe side.
        int characters =
                tools.stream()
                        .map(tool -> tool.definition())
                        .mapToInt(tool ->
                                tool.name().length()
                                        + tool.description().length()
                                        + tool.inputSchema().toString().length()
                                        + Objects.requireNonNull(tool.outputSchema())
                                                .toString()
                                                .length())
                        .sum();
        assertThat(characters / 3).isLessThanOrEqualTo(6_000);
    }

    @Test
    void everyToolIsDescribedInFull() {
        assertThat(catalog().tools(ADMIN))
                .allSatisfy(tool -> {
                    ToolDefinition definition = tool.definition();
                    assertThat(definition.title()).isNotBlank();
                    assertThat(definition.description()).hasSizeGreaterThan(80);
                    assertThat(definition.outputSchema()).isNotNull();
                    assertThat(definition.hints()).isNotNull();
                    assertThat(definition.name()).matches("[a-z][a-z0-9_]{2,39}");
                    assertThat(definition.inputSchema().path("properties"))
                            .allSatisfy(
                                    property -> assertThat(property.has("description")).isTrue());
                });
    }

    @Test
    void theInstructionsFitEveryClient() {
        assertThat(McpCatalog.INSTRUCTIONS).hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void sevenPromptsTakeOptionalArgumentsAndCompleteThem() {
        var prompts = catalog().prompts(ADMIN);
        assertThat(prompts)
                .extracting(prompt -> prompt.definition().name())
                .containsExactly(
                        "proceed",
                        "evaluate",
                        "real-a",
                        "test-a",
                        "improve",
                        "clean",
                        "synthesize");
        assertThat(prompts)
                .allSatisfy(prompt -> {
                    assertThat(prompt.definition().arguments())
                            .hasSize(4)
                            .noneMatch(each -> each.required());
                    assertThat(prompt.complete("language", "py", Map.of(), ADMIN).values())
                            .containsExactly("python");
                });
    }

    @Test
    void codeInAPromptCannotEndItsFence() {
        String text =
                Prompts.render(
                        new Prompts().find("improve"),
                        Map.of("code", "a\n```\nb", "language", "python"));
        assertThat(text).contains("````python\na\n```\nb\n````");
    }

    @Test
    void theSixPagesAndTheGraphsSchemaAreThere() {
        assertThat(catalog().resources(ADMIN))
                .extracting(page -> page.definition().uri())
                .containsExactly(
                        "resource://ultimate-mcp/readme",
                        "resource://ultimate-mcp/quick-start",
                        "resource://ultimate-mcp/agent-handbook",
                        "resource://ultimate-mcp/ai-tools-setup",
                        "resource://ultimate-mcp/executive-summary",
                        "resource://ultimate-mcp/architecture",
                        "graph://schema");
    }

    private Catalog catalog() {
        var settings =
                new SettingsReader(Map.of())
                        .read(Map.of("data.dir", directory.toString()), null)
                        .settings();
        var allowance = new Allowance(settings.sandbox());
        var toolbox =
                new Toolbox(
                        List.of(
                                new ExecuteTool(
                                        McpCatalogTest::noSandbox,
                                        McpCatalogTest::noSessions,
                                        allowance),
                                new ListSessionsTool(McpCatalogTest::noSessions),
                                new CloseSessionTool(McpCatalogTest::noSessions),
                                new RunTestsTool(McpCatalogTest::noSandbox, allowance)));
        ToolHost nobody =
                (tool, arguments, origin) -> {
                    throw new IllegalStateException("nothing is called here");
                };
        var tasks =
                new Tasks(
                        new InMemoryTaskStore(), InstantSource.system(), Tasks.Settings.defaults());
        return McpCatalog.of(
                toolbox,
                nobody,
                Door.MCP,
                new Prompts(),
                new Runs(McpCatalogTest::noLedger),
                tasks,
                _ -> io.ultimatemcp.server.tool.Json.MAPPER.createObjectNode());
    }

    private static Sandbox noSandbox() {
        throw new IllegalStateException("nothing is run here");
    }

    private static Sessions noSessions() {
        throw new IllegalStateException("nothing is kept here");
    }

    private static Ledger noLedger() {
        throw new IllegalStateException("nothing is opened here");
    }
}
