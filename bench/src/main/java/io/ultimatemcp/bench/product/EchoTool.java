package io.ultimatemcp.bench.product;

import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Field;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Gives a text back, after two steps that are only heard by callers who asked for progress. */
public final class EchoTool implements Tool<EchoTool.Request, EchoTool.Result> {
    private static final ToolSpec<Request, Result> SPEC =
            new ToolSpec<>(
                    "echo",
                    "Echo",
                    "Gives the text back.",
                    Permission.TOOLS_EXECUTE,
                    Hints.READ_ONLY,
                    Pace.BRIEF,
                    Request.class,
                    Result.class);

    /** What is asked. */
    public record Request(@Field(value = "What to give back.", maxSize = 1 << 20) String text) {}

    /** What is answered. */
    public record Result(@Field("What was given.") String text) {}

    @Override
    public ToolSpec<Request, Result> spec() {
        return SPEC;
    }

    @Override
    public Answer<Result> call(Request request, Call call) {
        call.progress().step(1, "step 1");
        call.progress().step(1, "step 2");
        return new Answer<>(
                new Result(request.text()),
                "done",
                null,
                request.text().getBytes(StandardCharsets.UTF_8),
                null,
                List.of());
    }
}
