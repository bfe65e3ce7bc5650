// Lists the tools of a server and calls one with an official TypeScript client, and prints what it saw as one line of JSON.
// usage: node use.mjs sdk1|legacy|auto|modern http URL TOKEN
//        node use.mjs sdk1|legacy|auto|modern stdio COMMAND [ARGUMENT...]
const [, , kind, transportKind, ...rest] = process.argv;

const sdk1 = async () => ({
  ...(await import("@modelcontextprotocol/sdk/client/index.js")),
  ...(await import("@modelcontextprotocol/sdk/client/stdio.js")),
  ...(await import("@modelcontextprotocol/sdk/client/streamableHttp.js")),
});
const client2 = async () => ({
  ...(await import("@modelcontextprotocol/client")),
  ...(await import("@modelcontextprotocol/client/stdio")),
});
const modes = { legacy: "legacy", auto: "auto", modern: { pin: "2026-07-28" } };

const library = kind === "sdk1" ? await sdk1() : await client2();
const options = kind === "sdk1" ? {} : { versionNegotiation: { mode: modes[kind] } };
const transport =
  transportKind === "http"
    ? new library.StreamableHTTPClientTransport(new URL(rest[0]), {
        requestInit: { headers: { Authorization: `Bearer ${rest[1]}` } },
      })
    : new library.StdioClientTransport({ command: rest[0], args: rest.slice(1), stderr: "ignore" });

const client = new library.Client({ name: "acceptance", version: "1" }, options);
await client.connect(transport);
const { tools } = await client.listTools();
const call = { name: "execute_code", arguments: { code: "print(6 * 7)", language: "python", timeout_seconds: 60 } };
const good = await client.callTool(call);
const bad = await client.callTool({ ...call, arguments: { ...call.arguments, memory_mb: 0 } });
console.log(
  JSON.stringify({
    server: client.getServerVersion()?.name,
    tools: tools.map((tool) => tool.name),
    stdout: good.structuredContent?.stdout,
    refused: bad.isError === true && bad.content[0].text.includes("memory_mb"),
  }),
);
await client.close();
