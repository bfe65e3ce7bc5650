package io.ultimatemcp.server.retention;

import io.ultimatemcp.ledger.retention.RetentionReport;

/** Hears of the bounds of what is kept. Calls come from any thread and must return at once. */
public interface RetentionListener {
    /** Hears nothing. */
    RetentionListener NONE =
            new RetentionListener() {
                @Override
                public void applied(RetentionReport report) {}

                @Override
                public void failed() {}
            };

    /** The bounds were applied, and this is gone. */
    void applied(RetentionReport report);

    /** The bounds could not be applied, or not to the end. */
    void failed();
}
