package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.egress.EgressProxy;
import io.ultimatemcp.sandbox.meter.Meter;
import io.ultimatemcp.sandbox.place.Place;
import java.io.IOException;
import java.util.Optional;

/**
 * Where one job runs.
 *
 * @param place that it runs in
 * @param meter of what it uses there
 * @param isolation what stands around it
 * @param egress the way out of it, when it has one
 * @param afterwards runs when the place is gone
 */
record Housing(
        Place place,
        Meter meter,
        Isolation isolation,
        Optional<EgressProxy> egress,
        Runnable afterwards) {

    /** Makes one and lets a program go in it. */
    @FunctionalInterface
    interface Maker {
        /** Throws when the machine does not give another. */
        Housing make() throws IOException, InterruptedException;
    }

    /** Lets the place go, once. */
    void leave() {
        egress.ifPresent(EgressProxy::close);
        try {
            place.close();
        } finally {
            afterwards.run();
        }
    }
}
