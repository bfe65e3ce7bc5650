package io.ultimatemcp.server.tool.session;

import io.ultimatemcp.sandbox.session.Sessions;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import io.ultimatemcp.server.tool.box.SessionView;
import java.util.List;
import java.util.function.Supplier;

/** Ends a session of a caller. */
public final class CloseSessionTool implements Tool<CloseRequest, CloseResult> {
    private static final ToolSpec<CloseRequest, CloseResult> SPEC =
            new ToolSpec<>(
                    "close_session",
                    "Close a session",
                    "Ends one of your sessions of execute_code at once, also while a call runs in it; its"
                            + " variables and files are gone.",
                    Permission.TOOLS_EXECUTE,
                    Hints.ADDITIVE,
                    Pace.BRIEF,
                    CloseRequest.class,
                    CloseResult.class);

    private final Supplier<Sessions> sessions;

    /** Ends one of those that {@code sessions} gives, asked for at the first call. */
    public CloseSessionTool(Supplier<Sessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    public ToolSpec<CloseRequest, CloseResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<CloseResult> call(CloseRequest request, Call call) {
        var session = close(sessions.get(), call.caller().id(), request.name());
        return new Answer<>(
                new CloseResult(call.id(), session), "closed", null, null, null, List.of());
    }

    /** Ends it; throws {@link Refusal} (404) when the principal has none of that name. */
    public static SessionView close(Sessions sessions, String principal, String name) {
        try {
            return sessions.close(principal, name)
                    .map(SessionView::of)
                    .orElseThrow(() ->
                            new Refusal(
                                    Problem.of(
                                            ErrorCode.NOT_FOUND, "you have no session " + name)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.of(ErrorCode.BUSY, "the server is stopping"));
        }
    }
}
