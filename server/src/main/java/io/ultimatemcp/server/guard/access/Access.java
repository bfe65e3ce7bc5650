package io.ultimatemcp.server.guard.access;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;

/** The one place that says no to a known caller. */
public final class Access {
    private Access() {}

    /** Throws {@link Refusal} (403) that names the permission when {@code caller} lacks it. */
    public static void require(Caller caller, Permission permission) {
        if (!caller.may(permission.text())) {
            throw new Refusal(
                    Problem.of(
                            ErrorCode.PERMISSION_DENIED,
                            "this needs the permission "
                                    + permission.text()
                                    + ", which the caller lacks"));
        }
    }
}
