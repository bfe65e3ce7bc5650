package io.ultimatemcp.acceptance.mcp;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests of revision 2026-07-28, each whole in itself. */
final class Modern {
    static final String REVISION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";

    private Modern() {}

    /** A request with its envelope. */
    static ObjectNode request(int id, String method, ObjectNode params) {
        var meta = params.putObject("_meta").put(PREFIX + "protocolVersion", REVISION);
        meta.putObject(PREFIX + "clientCapabilities");
        meta.putObject(PREFIX + "clientInfo").put("name", "acceptance").put("version", "1");
        var request = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", params);
        return request;
    }

    /** {@code tools/call} of {@code execute_code}. */
    static ObjectNode execute(int id, String arguments) {
        var params = Json.object().put("name", "execute_code");
        params.set("arguments", Json.read(arguments));
        return request(id, "tools/call", params);
    }

    /** The answer to a request over HTTP, whether it came as JSON or as an event stream. */
    static JsonNode call(Client client, ObjectNode request) {
        return Events.last(post(client, request));
    }

    static Reply post(Client client, ObjectNode request) {
        var http =
                client.request("/mcp")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", REVISION)
                        .header("Mcp-Method", request.path("method").asString());
        var params = request.path("params");
        var name = params.path("name").asString(params.path("taskId").asString(""));
        var named = name.isEmpty() ? http : http.header("Mcp-Name", name);
        return client.send(named.POST(BodyPublishers.ofString(request.toString())));
    }
}
