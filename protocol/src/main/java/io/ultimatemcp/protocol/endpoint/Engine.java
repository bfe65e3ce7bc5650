package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Dispatcher;
import io.ultimatemcp.protocol.era.StatelessDialect;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.interact.StateSeal;
import io.ultimatemcp.protocol.notify.Hub;
import io.ultimatemcp.protocol.session.SessionStore;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Limits;
import io.ultimatemcp.protocol.wire.MessageReader;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What all doors of one endpoint share. */
record Engine(
        Catalog catalog,
        @Nullable Tasks tasks,
        Limits limits,
        InstantSource clock,
        Meter meter,
        MessageReader reader,
        Dispatcher dispatcher,
        StatelessDialect stateless,
        StateSeal seal,
        SessionStore sessions,
        Hub<Change> changes,
        Admission calls,
        Admission listens,
        OpenStreams open,
        Pulse pulse) {}
