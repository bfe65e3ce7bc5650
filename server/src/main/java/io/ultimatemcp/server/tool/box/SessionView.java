package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.session.CellReport;
import io.ultimatemcp.sandbox.session.Ending;
import io.ultimatemcp.sandbox.session.SessionState;
import io.ultimatemcp.server.tool.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as its owner sees it: in the result of a cell, and in lists. */
public record SessionView(
        @Field("Its name.") String name,
        @Field("python or javascript.") String language,
        @Field("When it began, ISO 8601.") String createdAt,
        @Field("When it ends if it is not used before, ISO 8601.") String expiresAt,
        @Field("Calls that ran in it so far, this one included; 1 means that it is new.")
                long cells,
        @Field("Whether a call runs in it now.") boolean running,
        @Field("Processes in it beside the interpreter; what they print may meet a later call.")
                int backgroundProcesses,
        @Field(
                        "Why it ended with this call, as in timed_out; absent while it lives. The next call begins a new one.")
                @Nullable String ended,
        @Field("Why the session of this name before this new one ended, as in idle or evicted.")
                @Nullable String previousEnded,
        @Field("Your sessions that were ended to make room for this one.")
                @Nullable List<String> evicted,
        @Field("Bytes printed between the calls, which were dropped.") @Nullable Long strayBytes) {

    /** One of a list. */
    public static SessionView of(SessionState state) {
        return view(state, null, null, null);
    }

    /** That of a cell that ran. */
    public static SessionView of(CellReport cell) {
        return view(
                cell.session(),
                cell.before().map(Ending::code).orElse(null),
                cell.evicted().isEmpty() ? null : cell.evicted(),
                cell.strayBytes() == 0 ? null : cell.strayBytes());
    }

    private static SessionView view(
            SessionState state,
            @Nullable String previousEnded,
            @Nullable List<String> evicted,
            @Nullable Long strayBytes) {
        return new SessionView(
                state.name(),
                ProgramLanguage.of(state.language()).code(),
                state.created().toString(),
                state.expires().toString(),
                state.cells(),
                state.running(),
                state.companions(),
                state.ended().map(Ending::code).orElse(null),
                previousEnded,
                evicted,
                strayBytes);
    }
}
