package io.ultimatemcp.graph.engine;

import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.graph.model.GraphListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/**
 * A Neo4j that others run. The driver keeps its connections; this only prepares it once and
 * remembers how it is.
 */
public final class RemoteEngine implements Engine {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final EngineSettings.Remote settings;
    private final Driver driver;
    private final Preparation preparation;
    private final GraphListener listener;
    private final ReentrantLock preparing = new ReentrantLock();
    private volatile EngineStatus status = new EngineStatus.Asleep();
    private volatile boolean closed;
    private final AtomicInteger refusals = new AtomicInteger();

    /** Opens no connection yet. */
    public RemoteEngine(
            EngineSettings.Remote settings,
            int connections,
            Preparation preparation,
            GraphListener listener) {
        this.settings = settings;
        this.preparation = preparation;
        this.listener = listener;
        this.driver =
                Drivers.open(settings.uri(), settings.user(), settings.password(), connections);
    }

    @Override
    public Lease acquire(Duration patience) throws EngineUnavailable, InterruptedException {
        if (closed) {
            throw new EngineUnavailable("The graph is closed.", RETRY);
        }
        if (!(status instanceof EngineStatus.Awake)) {
            prepare(patience);
        }
        return new RemoteLease();
    }

    /**
     * Who waited while another was refused is refused with it, or each would wait for all before.
     */
    private void prepare(Duration patience) throws EngineUnavailable, InterruptedException {
        int before = refusals.get();
        if (!preparing.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new EngineUnavailable("The graph server does not answer.", RETRY);
        }
        try {
            if (status instanceof EngineStatus.Awake) {
                return;
            }
            if (refusals.get() != before && status instanceof EngineStatus.Failing(String reason)) {
                throw new EngineUnavailable(reason, RETRY);
            }
            become(new EngineStatus.Starting());
            driver.verifyConnectivity();
            preparation.prepare(driver, settings.database());
            become(new EngineStatus.Awake());
        } catch (AuthenticationException wrong) {
            throw failing("The graph server refused the user name or password.");
        } catch (Neo4jException failed) {
            throw failing(reason(failed));
        } finally {
            preparing.unlock();
        }
    }

    private static String reason(Neo4jException failed) {
        if (isAboutTls(failed)) {
            return "No encrypted connection to the graph server: its certificate is not one that this"
                    + " machine trusts (an address with +ssc takes any), or it speaks no TLS.";
        }
        if (failed instanceof ServiceUnavailableException) {
            return "The graph server cannot be reached.";
        }
        return failed.code().startsWith("Neo.")
                ? "The graph server cannot be used (" + failed.code() + ")."
                : "The graph server cannot be used.";
    }

    private static boolean isAboutTls(Throwable failed) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (each instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /** With the lock held. */
    private EngineUnavailable failing(String reason) {
        refusals.incrementAndGet();
        become(new EngineStatus.Failing(reason));
        return new EngineUnavailable(reason, RETRY);
    }

    private void become(EngineStatus next) {
        status = next;
        listener.engine(next);
    }

    @Override
    public EngineStatus status() {
        return status;
    }

    @Override
    public void close() {
        closed = true;
        driver.close();
    }

    private final class RemoteLease implements Lease {
        @Override
        public Driver driver() {
            return driver;
        }

        @Override
        public String database() {
            return settings.database();
        }

        @Override
        public Loss loss() {
            become(new EngineStatus.Failing("The graph server does not answer."));
            return Loss.NONE;
        }

        /** Others look after that server. */
        @Override
        public void givenUp() {}

        @Override
        public void close() {}
    }
}
