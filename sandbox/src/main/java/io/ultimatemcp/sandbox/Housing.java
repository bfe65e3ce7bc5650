package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.meter.Meter;
import io.ultimatemcp.sandbox.place.Place;
import java.io.IOException;

/**
 * Where one job runs.
 *
 * @param place that it runs in
 * @param meter of what it uses there
 * @param isolation what stands around it
 * @param afterwards runs when the place is gone
 */
record Housing(Place place, Meter meter, Isolation isolation, Runnable afterwards) {

    /** Makes one and lets a program go in it. */
    @FunctionalInterface
    interface Maker {
        /** Throws when the machine does not give another. */
        Housing make() throws IOException, InterruptedException;
    }

    /** Lets the place go, once. */
    void leave() {
        try {
            place.close();
        } finally {
            afterwards.run();
        }
    }
}
