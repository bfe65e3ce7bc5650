package io.ultimatemcp.acceptance.mcp;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A session of a stateful revision over HTTP, from {@code initialize} to {@code DELETE}. */
final class Session implements AutoCloseable {
    private final Client client;
    private final String revision;
    private final String id;
    private final JsonNode greeting;
    private int requests = 1;

    private Session(Client client, String revision, String id, JsonNode greeting) {
        this.client = client;
        this.revision = revision;
        this.id = id;
        this.greeting = greeting;
    }

    static Session open(Client client, String revision) {
        Reply reply =
                client.send(
                        json(client)
                                .POST(BodyPublishers.ofString(initialize(revision).toString())));
        var result = Events.last(reply).path("result");
        var session = new Session(client, revision, reply.header("Mcp-Session-Id"), result);
        session.send(
                Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
        return session;
    }

    static ObjectNode initialize(String revision) {
        var params = Json.object().put("protocolVersion", revision);
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "acceptance").put("version", "1");
        return request(1, "initialize", params);
    }

    static ObjectNode request(int id, String method, ObjectNode params) {
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

    /** What {@code initialize} answered. */
    JsonNode greeting() {
        return greeting;
    }

    JsonNode call(String method, ObjectNode params) {
        return Events.last(send(request(++requests, method, params)));
    }

    JsonNode execute(String arguments) {
        return Events.last(send(execute(++requests, arguments)));
    }

    private Reply send(ObjectNode message) {
        return client.send(mine(json(client)).POST(BodyPublishers.ofString(message.toString())));
    }

    private HttpRequest.Builder mine(HttpRequest.Builder request) {
        var versioned = request.header("MCP-Protocol-Version", revision);
        return id.isEmpty() ? versioned : versioned.header("Mcp-Session-Id", id);
    }

    private static HttpRequest.Builder json(Client client) {
        return client.request("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    @Override
    public void close() {
        client.send(mine(client.request("/mcp")).DELETE());
    }
}
