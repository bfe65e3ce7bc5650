// The official TypeScript SDK on node's own HTTP server: one echo tool, sessions, at /mcp with
// JSON answers and at /stream with event streams. Argument: the port, 0 for a free one. Prints
// "ready http://127.0.0.1:PORT" on standard error.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

const STEPS = 2;
const sessions = new Map();

function echoServer() {
  const server = new McpServer({ name: "echo", version: "1" });
  server.registerTool(
    "echo",
    { description: "Gives the text back.", inputSchema: { text: z.string() } },
    async ({ text }, extra) => {
      const progressToken = extra._meta?.progressToken;
      for (let done = 1; progressToken !== undefined && done <= STEPS; done++) {
        await extra.sendNotification({
          method: "notifications/progress",
          params: { progressToken, progress: done, message: `step ${done}` },
        });
      }
      return { content: [{ type: "text", text }] };
    },
  );
  return server;
}

async function open(enableJsonResponse) {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    enableJsonResponse,
    onsessioninitialized: (id) => sessions.set(id, transport),
  });
  await echoServer().connect(transport);
  return transport;
}

const http = createServer(async (request, response) => {
  const json = request.url === "/mcp";
  const known = sessions.get(request.headers["mcp-session-id"]);
  const transport = known ?? (await open(json));
  await transport.handleRequest(request, response);
});
http.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  process.stderr.write(`ready http://127.0.0.1:${http.address().port}\n`);
});
