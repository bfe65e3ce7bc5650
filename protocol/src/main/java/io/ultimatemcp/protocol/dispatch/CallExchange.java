package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.LogLevel;
import io.ultimatemcp.protocol.notify.Outgoing;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.Rpc;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One round of one call, as its handler sees it. */
final class CallExchange implements Exchange {
    private final Call call;
    private final Map<String, JsonNode> answers;
    private final JsonNode carry;
    private double reported = Double.NEGATIVE_INFINITY;

    CallExchange(Call call, Map<String, JsonNode> answers, JsonNode carry) {
        this.call = call;
        this.answers = answers;
        this.carry = carry;
    }

    @Override
    public Caller caller() {
        return call.caller();
    }

    @Override
    public ClientView client() {
        return call.envelope().client();
    }

    @Override
    public Map<String, JsonNode> answers() {
        return answers;
    }

    @Override
    public JsonNode carry() {
        return carry;
    }

    @Override
    public Cancel cancel() {
        return call.cancel();
    }

    @Override
    public JsonNode meta(String key) {
        return call.envelope().meta().path(key);
    }

    @Override
    public void progress(double done, OptionalDouble total, String message) {
        JsonNode token = call.envelope().progressToken();
        if (token == null || call.cancel().isCancelled()) {
            return;
        }
        synchronized (this) {
            if (done <= reported) {
                return; // the protocol wants progress to grow
            }
            reported = done;
        }
        ObjectNode params = Json.object();
        params.set("progressToken", token);
        number(params, "progress", done);
        total.ifPresent(value -> number(params, "total", value));
        if (!message.isEmpty() && client().revision().atLeast(Revision.V2025_03_26)) {
            params.put("message", message);
        }
        call.emitter()
                .emit(
                        Outgoing.latest(
                                "progress", Rpc.notification("notifications/progress", params)));
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        LogLevel wanted = call.envelope().logLevel();
        if (wanted == null || level.compareTo(wanted) < 0 || call.cancel().isCancelled()) {
            return;
        }
        ObjectNode params = Json.object().put("level", level.text()).put("logger", logger);
        params.set("data", data);
        call.emitter().emit(Outgoing.log(Rpc.notification("notifications/message", params)));
    }

    @Override
    public void letGo(Duration retry) {
        call.letGo().accept(retry);
    }

    /** Whole numbers are written without a fraction. */
    private static void number(ObjectNode params, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            params.put(name, (long) value);
        } else {
            params.put(name, value);
        }
    }
}
