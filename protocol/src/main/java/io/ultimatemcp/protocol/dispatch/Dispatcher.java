package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.ServerIdentity;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests that may be served. Thread-safe; blocks as long as the handler does. */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Introductions introductions;
    private final Lists lists;
    private final ToolCalls tools;
    private final Reads reads;
    private final Completions completions;
    private final TaskCalls tasks;

    /**
     * @param instructions a manual for the model, or null
     * @param tasks null when the extension is not offered
     * @param cursorKey signs cursors; all nodes of a cluster share it
     */
    public Dispatcher(
            ServerIdentity identity,
            @Nullable String instructions,
            Catalog catalog,
            @Nullable Tasks tasks,
            Limits limits,
            byte[] cursorKey) {
        this.introductions = new Introductions(identity, instructions, catalog, tasks != null);
        this.lists = new Lists(catalog, new Pager(cursorKey, limits.requests().pageSize()));
        this.tools = new ToolCalls(catalog, tasks);
        this.reads = new Reads(catalog);
        this.completions = new Completions(catalog);
        this.tasks = new TaskCalls(tasks);
    }

    /** What the server says of itself. */
    public Introductions introductions() {
        return introductions;
    }

    /** Answers {@code call}; never throws. */
    public Answer answer(Call call) {
        try {
            return route(call);
        } catch (FaultException e) {
            return new Answer.Failed(e.fault());
        } catch (CancellationException e) {
            return new Answer.Failed(new Fault.InvalidParams("The call was cancelled", null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(new Fault.InvalidParams("The call was cancelled", null));
        } catch (Exception e) {
            String reference = UUID.randomUUID().toString();
            LOG.error("{} failed, reference {}", call.method().text(), reference, e);
            return new Answer.Failed(new Fault.Internal("Internal error", reference));
        }
    }

    private Answer route(Call call) throws Exception {
        return switch (call.method()) {
            case DISCOVER -> introductions.discover(call);
            case TOOLS_LIST -> lists.tools(call);
            case TOOLS_CALL -> tools.call(call);
            case RESOURCES_LIST -> lists.resources(call);
            case TEMPLATES_LIST -> lists.templates(call);
            case RESOURCES_READ -> reads.resource(call);
            case PROMPTS_LIST -> lists.prompts(call);
            case PROMPTS_GET -> reads.prompt(call);
            case COMPLETE -> completions.complete(call);
            case TASKS_GET -> tasks.get(call);
            case TASKS_UPDATE -> tasks.update(call);
            case TASKS_CANCEL -> tasks.cancel(call);
            case PING -> Answer.Result.ok(call.dialect().result(Json.object()));
            case LISTEN, INITIALIZE, SET_LEVEL, SUBSCRIBE, UNSUBSCRIBE ->
                    throw new IllegalStateException(
                            call.method().text() + " is answered by the wire it belongs to");
        };
    }
}
