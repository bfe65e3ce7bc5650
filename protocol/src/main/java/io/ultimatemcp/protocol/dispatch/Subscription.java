package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.StatelessDialect;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.feature.Registration;
import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.notify.Filter;
import io.ultimatemcp.protocol.notify.Hub;
import io.ultimatemcp.protocol.notify.Outgoing;
import io.ultimatemcp.protocol.task.TaskRecord;
import io.ultimatemcp.protocol.task.TaskWriter;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Meta;
import io.ultimatemcp.protocol.wire.Rpc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One {@code subscriptions/listen}: acknowledged first, then told of the changes it may see. Every
 * message carries the id of the request that began it.
 *
 * <p>Source: 2026-07-28, patterns, "Subscriptions".
 */
public final class Subscription implements AutoCloseable {
    private final JsonNode id;
    private final Caller caller;
    private final Catalog catalog;
    private final @Nullable Tasks tasks;
    private final Filter filter;
    private final Emitter emitter;
    private final List<Registration> registrations = new ArrayList<>(2);

    private Subscription(
            Message.Request request,
            Caller caller,
            Catalog catalog,
            @Nullable Tasks tasks,
            int maxUris,
            Emitter emitter) {
        this.id = request.id();
        this.caller = caller;
        this.catalog = catalog;
        this.tasks = tasks;
        this.emitter = emitter;
        this.filter =
                Filters.honoured(
                        request.params().path("notifications"), caller, catalog, tasks, maxUris);
    }

    /**
     * Acknowledges and begins.
     *
     * @param maxUris most URIs and most task ids it may watch; more are left out of the
     *     acknowledgement
     */
    public static Subscription open(
            Message.Request request,
            Caller caller,
            Catalog catalog,
            @Nullable Tasks tasks,
            Hub<Change> changes,
            int maxUris,
            Emitter emitter) {
        var subscription = new Subscription(request, caller, catalog, tasks, maxUris, emitter);
        subscription.begin(changes);
        return subscription;
    }

    /** The result that ends it gracefully. */
    public byte[] ending(StatelessDialect dialect) {
        ObjectNode meta = Json.object();
        meta.set(Meta.SUBSCRIPTION_ID, id);
        ObjectNode result = Json.object();
        result.set("_meta", meta);
        return Rpc.result(id, dialect.result(result));
    }

    /** Tells nothing more. */
    @Override
    public synchronized void close() {
        registrations.forEach(Registration::close);
        registrations.clear();
    }

    /** Holds back changes that come while the acknowledgement is on its way. */
    private synchronized void begin(Hub<Change> changes) {
        registrations.add(changes.subscribe(this::changed));
        if (tasks != null && !filter.taskIds().isEmpty()) {
            registrations.add(tasks.changes().subscribe(this::changed));
        }
        ObjectNode params = Json.object();
        params.set("notifications", Filters.written(filter));
        byte[] acknowledged = message("notifications/subscriptions/acknowledged", params);
        emitter.emit(Outgoing.must(acknowledged));
    }

    private synchronized void changed(Change change) {
        if (!filter.wants(change)) {
            return;
        }
        ObjectNode params = Json.object();
        if (change instanceof Change.ResourceUpdated updated) {
            if (!Filters.visible(updated.uri(), caller, catalog)) {
                return;
            }
            params.put("uri", updated.uri());
        }
        String method = Hub.method(change);
        emitter.emit(Outgoing.latest(key(change.toString()), message(method, params)));
    }

    private synchronized void changed(TaskRecord task) {
        if (filter.taskIds().contains(task.id()) && task.owner().equals(caller.id())) {
            byte[] json = message("notifications/tasks", TaskWriter.detailed(task));
            emitter.emit(Outgoing.latest(key(task.id()), json));
        }
    }

    /** Several subscriptions may share one pipe. */
    private String key(String what) {
        return id + " " + what;
    }

    private byte[] message(String method, ObjectNode params) {
        params.set("_meta", Json.object().set(Meta.SUBSCRIPTION_ID, id));
        return Rpc.notification(method, params);
    }
}
