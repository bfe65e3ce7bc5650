package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Filters;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.feature.Registration;
import io.ultimatemcp.protocol.notify.Hub;
import io.ultimatemcp.protocol.notify.Outgoing;
import io.ultimatemcp.protocol.session.Session;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Rpc;
import tools.jackson.databind.node.ObjectNode;

/** Brings changes to a session, until the session has ended. */
final class SessionFeed {
    private final Session session;
    private final Catalog catalog;

    SessionFeed(Session session, Catalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    Registration begin(Hub<Change> changes) {
        Registration registration = changes.subscribe(this::changed);
        session.onClose(registration::close);
        return registration;
    }

    private void changed(Change change) {
        ObjectNode params = Json.object();
        if (change instanceof Change.ResourceUpdated updated) {
            if (!session.watches(updated.uri())
                    || !Filters.visible(updated.uri(), session.owner(), catalog)) {
                return;
            }
            params.put("uri", updated.uri());
        }
        byte[] json = Rpc.notification(Hub.method(change), params);
        session.unrelated().emit(Outgoing.latest(change.toString(), json));
    }
}
