package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.doctor.Diagnosis;
import io.ultimatemcp.server.doctor.PastCheck;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The doctor over REST, for admins: examine now, or tell what came of it the last time. */
public final class DoctorRoutes {
    private static final String PATH = "/api/v1/doctor";
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Callable<Diagnosis> examine;
    private final Supplier<Optional<PastCheck>> last;
    private final ReentrantLock busy = new ReentrantLock();

    /**
     * Routes to one doctor.
     *
     * @param examine takes some seconds
     */
    public DoctorRoutes(Callable<Diagnosis> examine, Supplier<Optional<PastCheck>> last) {
        this.examine = examine;
        this.last = last;
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, PATH, Route.Access.AUTHENTICATED, this::last),
                new Route(Route.Method.POST, PATH, Route.Access.AUTHENTICATED, this::examine));
    }

    private Reply last(Request request) {
        Access.require(request.caller(), Permission.SYSTEM_ADMIN);
        return json(
                last.get()
                        .orElseThrow(() ->
                                new Refusal(
                                        Problem.of(
                                                ErrorCode.NOT_FOUND,
                                                "no self-check was made yet; POST here makes one"))));
    }

    private static Reply json(Object body) {
        return Reply.json(Json.MAPPER.<JsonNode>valueToTree(body));
    }

    private Reply examine(Request request) {
        Access.require(request.caller(), Permission.SYSTEM_ADMIN);
        var _ = JsonBody.options(request);
        if (!busy.tryLock()) {
            throw new Refusal(
                    Problem.retryLater(
                            ErrorCode.CONFLICT, "another examination is under way", RETRY));
        }
        try {
            return json(examine.call());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.of(ErrorCode.BUSY, "the examination was interrupted"));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            busy.unlock();
        }
    }
}
