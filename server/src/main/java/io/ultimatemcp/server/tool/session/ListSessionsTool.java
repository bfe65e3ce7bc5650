package io.ultimatemcp.server.tool.session;

import io.ultimatemcp.sandbox.session.Sessions;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import io.ultimatemcp.server.tool.box.SessionView;
import java.util.List;
import java.util.function.Supplier;

/** Tells a caller its sessions. */
public final class ListSessionsTool implements Tool<ListRequest, ListResult> {
    private static final ToolSpec<ListRequest, ListResult> SPEC =
            new ToolSpec<>(
                    "list_sessions",
                    "List sessions",
                    "Lists your sessions of execute_code: name, language, calls so far and when each ends"
                            + " when it is not used.",
                    Permission.TOOLS_EXECUTE,
                    Hints.READ_ONLY,
                    Pace.BRIEF,
                    ListRequest.class,
                    ListResult.class);

    private final Supplier<Sessions> sessions;

    /** Lists those that {@code sessions} gives, asked for at the first call. */
    public ListSessionsTool(Supplier<Sessions> sessions) {
        this.sessions = sessions;
    }

    @Override
    public ToolSpec<ListRequest, ListResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<ListResult> call(ListRequest request, Call call) {
        var views = sessions.get().list(call.caller().id()).stream().map(SessionView::of).toList();
        return new Answer<>(
                new ListResult(call.id(), views), "answered", null, null, null, List.of());
    }
}
