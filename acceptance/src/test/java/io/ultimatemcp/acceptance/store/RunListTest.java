package io.ultimatemcp.acceptance.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Lists of runs, over REST and from a shell: every filter, all together, page by page. */
@ExtendWith(Shared.class)
final class RunListTest {
    private final Server server;

    RunListTest(Server server) {
        this.server = server;
    }

    @Test
    void everyFilterAloneAndAllTogetherFindTheRun() {
        var run = show(run("bash", "echo filters; exit 3"));
        String id = run.path("id").asString("");
        var all =
                List.of(
                        "tool=execute_code",
                        "principal=admin",
                        "outcome=exited",
                        "language=bash",
                        "since=" + run.path("started_at").asString(""),
                        "until=2199-01-01T00:00:00Z",
                        "code_sha256=" + run.path("code_sha256").asString(""));
        all.forEach(filter -> assertThat(list("limit=1000&" + filter)).contains(id));
        assertThat(list(String.join("&", all))).containsExactly(id);
        for (String other :
                List.of(
                        "tool=run_tests",
                        "principal=nobody",
                        "outcome=timed_out",
                        "language=python",
                        "since=2199-01-01T00:00:00Z",
                        "until=" + run.path("started_at").asString(""),
                        "code_sha256=" + "0".repeat(64))) {
            String name = other.substring(0, other.indexOf('=') + 1);
            var filters = new ArrayList<>(all);
            filters.replaceAll(each -> each.startsWith(name) ? other : each);
            assertThat(list(String.join("&", filters))).describedAs(other).isEmpty();
        }
    }

    @Test
    void pagesShowEveryRunOnceWhileOthersAreStored() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            ids.add(run("bash", "echo pages"));
        }
        String filter = "tool=execute_code&code_sha256=" + code(ids.getFirst());
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = server.client().get("/api/v1/runs?limit=2&" + filter + cursor).json();
            seen.addAll(Json.each(page.path("runs"), "id"));
            run("bash", "echo pages");
            String next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, UTF_8);
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactlyElementsOf(ids.reversed());
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        run("bash", "echo a");
        run("bash", "echo b");
        String next =
                server.client().get("/api/v1/runs?limit=1").json().path("next_cursor").asString("");
        String same = URLEncoder.encode(next, UTF_8);
        assertThat(server.client().get("/api/v1/runs?limit=1&cursor=" + same).status())
                .isEqualTo(200);
        var other = server.client().get("/api/v1/runs?tool=execute_code&cursor=" + same);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/cursor");
    }

    @Test
    void aShellListsShowsAndRemoves() {
        String id = run("bash", "echo from a shell");
        var listed = command("runs", "ls", "--json", "--language", "bash", "--limit", "1");
        assertThat(listed.status()).describedAs(listed.err()).isZero();
        assertThat(Json.each(Json.read(listed.out()).path("runs"), "id")).containsExactly(id);
        var table = command("runs", "ls", "--code", code(id));
        assertThat(table.out()).contains("outcome").contains(id);
        var shown = command("runs", "show", id, "--json");
        assertThat(Json.read(shown.out())).isEqualTo(show(id));
        assertThat(command("runs", "rm", id).status()).isZero();
        assertThat(command("runs", "show", id).status()).isEqualTo(2);
        var again = command("runs", "rm", id);
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("no run").doesNotContain("\tat ");
        assertThat(command("runs", "ls", "--limit", "0").status()).isEqualTo(2);
        assertThat(command("runs", "ls", "--since", "yesterday").err()).contains("2026");
    }

    private List<String> list(String query) {
        var reply = server.client().get("/api/v1/runs?" + query);
        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
        return Json.each(reply.json().path("runs"), "id");
    }

    private String run(String language, String code) {
        var arguments = Map.of("language", language, "code", code, "timeout_seconds", 60);
        return server.client().execute(Json.of(arguments)).json().path("id").asString("");
    }

    private JsonNode show(String id) {
        return server.client().get("/api/v1/runs/" + id).json();
    }

    private String code(String id) {
        return show(id).path("code_sha256").asString("");
    }

    private Command.Finished command(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", server.data().toString()));
        return Command.ultimateMcp(all.toArray(String[]::new)).run();
    }
}
