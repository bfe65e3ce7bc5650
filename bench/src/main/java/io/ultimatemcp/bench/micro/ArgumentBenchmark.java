package io.ultimatemcp.bench.micro;

import io.ultimatemcp.bench.product.EchoTool;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Progress;
import io.ultimatemcp.server.tool.Toolbox;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the parsed arguments of a call to the tool's request record: schema check, presets, binding.
 * The yardstick binds the same arguments with Jackson alone and checks nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArgumentBenchmark {
    private final JsonMapper jackson = JsonMapper.builder().build();
    private final Toolbox tools = new Toolbox(List.of(new EchoTool()));
    private final ObjectNode fits = jackson.createObjectNode().put("text", "hello");
    private final ObjectNode doesNotFit = jackson.createObjectNode().put("txt", 1);
    private final Call call =
            new Call(
                    "run",
                    new Caller("bench", Role.DEVELOPER.permissions()),
                    Cancel.never(),
                    Progress.NONE);

    @Benchmark
    public Answer<?> bind() {
        return tools.call("echo", fits, call);
    }

    @Benchmark
    public Object refuse() {
        try {
            return tools.call("echo", doesNotFit, call);
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    @Benchmark
    public EchoTool.Request bindJacksonAlone() {
        return jackson.treeToValue(fits, EchoTool.Request.class);
    }
}
