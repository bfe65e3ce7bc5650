package io.ultimatemcp.bench.micro;

import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.MessageReader;
import io.ultimatemcp.protocol.wire.Rpc;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The protocol's own reader and writer beside Jackson's tree mapper, on the same bytes. The
 * yardstick does less: it checks neither duplicate keys nor ids nor limits of ours.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WireCodecBenchmark {
    /** Characters of source text in the call and of output in the answer. */
    @Param({"20", "2000", "100000"})
    public int text;

    private final MessageReader reader = new MessageReader(Limits.defaults().requests());
    private final JsonMapper jackson = JsonMapper.builder().build();
    private final ThreadLocal<Sample> samples = ThreadLocal.withInitial(() -> new Sample(text));

    /** The same call and the same answer for both. */
    private static final class Sample {
        final byte[] call;
        final JsonNode id = Json.text("call-1");
        final ObjectNode result = Json.object();
        final ObjectNode envelope;

        Sample(int text) {
            String line = "print('größer als ' + \"zwei\")\n";
            String code = line.repeat(1 + text / line.length());
            call =
                    """
                    {"jsonrpc":"2.0","id":"call-1","method":"tools/call","params":{"name":"execute_code",\
                    "arguments":{"code":%s,"language":"python","timeout_seconds":8},"_meta":{\
                    "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                    "io.modelcontextprotocol/clientCapabilities":{},"progressToken":7}}}\
                    """
                            .formatted(JsonMapper.shared().writeValueAsString(code))
                            .getBytes(StandardCharsets.UTF_8);
            result.put("resultType", "complete");
            result.putArray("content").addObject().put("type", "text").put("text", code);
            result.putObject("structuredContent")
                    .put("stdout", code)
                    .put("return_code", 0)
                    .put("duration_seconds", 0.0123)
                    .put("truncated", false);
            envelope = Json.object().put("jsonrpc", "2.0");
            envelope.set("id", id);
            envelope.set("result", result);
        }
    }

    @Benchmark
    public Message readOurs() {
        return reader.read(samples.get().call);
    }

    @Benchmark
    public JsonNode readJackson() {
        return jackson.readTree(samples.get().call);
    }

    @Benchmark
    public byte[] writeOurs() {
        var sample = samples.get();
        return Rpc.result(sample.id, sample.result);
    }

    @Benchmark
    public byte[] writeJackson() {
        return jackson.writeValueAsBytes(samples.get().envelope);
    }
}
