package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a program, from its first byte to its end.
 *
 * <p>It ends in one of three ways: a tunnel, in which bytes pass both ways and are only counted; a
 * single HTTP exchange, whose request was understood and written anew; or a refusal. Every step has
 * a time by which something must have moved; {@link #check} closes what is late.
 */
final class Connection {
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final int LAST_BYTES = 256 << 10;

    /** With 101 it would not be HTTP any more, which was not asked for. */
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] (?!101)[1-5]\\d\\d( .*)?");

    private static final int INFORMING = "HTTP/1.1".length();

    private final SocketChannel inside;
    private final Wire program;
    private final Dialer dialer;
    private final Budget budget;
    private final EgressSettings settings;
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final AtomicReference<@Nullable Denial> denial = new AtomicReference<>();
    private volatile @Nullable SocketChannel outside;
    private volatile @Nullable Target target;
    private volatile boolean flowing;
    private volatile long deadline;
    private volatile boolean told;

    Connection(SocketChannel inside, Dialer dialer, Budget budget, EgressSettings settings) {
        this.inside = inside;
        this.program = new Wire(inside, this::moved);
        this.dialer = dialer;
        this.budget = budget;
        this.settings = settings;
        within(settings.connectTimeout());
    }

    /** Serves it to its end; {@code fixed} is where it leads, null when it is for the proxy. */
    void serve(@Nullable Target fixed) throws InterruptedException {
        target = fixed;
        try {
            if (fixed == null || fixed.port() == Target.HTTP) {
                request(fixed);
            } else {
                Wire host = dial(fixed);
                flow();
                relay(host);
            }
        } catch (Denied e) {
            cut(e.denial());
            answer(e.denial(), fixed);
        } catch (IOException e) {
            // one of the two hung up, or we closed it: what was moved is counted
            flowing = false;
        } finally {
            close();
        }
    }

    private void request(@Nullable Target fixed) throws IOException, Denied, InterruptedException {
        Optional<Head> head = Head.read(program);
        if (head.isEmpty()) {
            return;
        }
        Request request = Request.of(head.get(), fixed);
        target = request.target();
        Wire host = dial(request.target());
        if (!request.isConnect()) {
            exchange(host, request);
            return;
        }
        told = true;
        program.write(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
        if (request.target().port() != Target.HTTP) {
            flow();
            relay(host);
            return;
        }
        told = false;
        Optional<Head> within = Head.read(program);
        if (within.isPresent()) {
            exchange(host, Request.of(within.get(), request.target()));
        }
    }

    private void exchange(Wire host, Request request)
            throws IOException, Denied, InterruptedException {
        flow();
        Thread asking = Thread.ofVirtual().name("egress-request").start(() -> ask(host, request));
        try {
            Head answer = answer(host);
            while (answer.start().startsWith(" 1", INFORMING)) {
                told = true;
                receive(answer.encode());
                answer = answer(host);
            }
            Framing framing = Framing.ofAnswer(answer, request);
            told = true;
            receive(Request.forProgram(answer).encode());
            new Body(host, this::receive).pass(framing);
        } catch (Denied e) {
            // what the host said is none of the program's mistakes
            throw new Denied(e.denial() == Denial.BAD_REQUEST ? Denial.UNREACHABLE : e.denial());
        }
        program.finish();
        // a host may answer before it has heard everything, and still want to
        asking.join(LAST_WORDS);
        close();
        asking.join();
    }

    private static Head answer(Wire host) throws IOException, Denied {
        return Head.read(host)
                .filter(head -> ANSWER.matcher(head.start()).matches())
                .orElseThrow(() -> new Denied(Denial.UNREACHABLE));
    }

    private void ask(Wire host, Request request) {
        try {
            send(host, request.forHost().encode());
            new Body(program, bytes -> send(host, bytes)).pass(request.framing());
        } catch (Denied e) {
            cut(e.denial());
            close();
        } catch (IOException e) {
            return; // it does not want to hear more; what it answers is still passed on
        }
    }

    private void relay(Wire host) throws IOException, Denied, InterruptedException {
        told = true;
        Thread asking = Thread.ofVirtual().name("egress-request").start(() -> tell(host));
        new Body(host, this::receive).pass(new Framing.ToTheEnd());
        program.finish();
        asking.join();
    }

    private void tell(Wire host) {
        try {
            new Body(program, bytes -> send(host, bytes)).pass(new Framing.ToTheEnd());
            host.finish();
        } catch (Denied e) {
            cut(e.denial());
            close();
        } catch (IOException e) {
            close();
        }
    }

    private void send(Wire host, ByteBuffer bytes) throws IOException, Denied {
        budget.take(bytes.remaining());
        sent.add(bytes.remaining());
        host.write(bytes);
    }

    private void receive(ByteBuffer bytes) throws IOException, Denied {
        budget.take(bytes.remaining());
        received.add(bytes.remaining());
        program.write(bytes);
    }

    private Wire dial(Target to) throws Denied, InterruptedException {
        within(settings.connectTimeout().multipliedBy(2));
        SocketChannel channel = dialer.dial(to);
        outside = channel;
        within(settings.connectTimeout());
        return new Wire(channel, this::moved);
    }

    /** From here on any movement gives more time. */
    private void flow() {
        flowing = true;
        moved();
    }

    private void moved() {
        if (flowing) {
            within(settings.idleTimeout());
        }
    }

    private void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Closes it when it is late. */
    void check(long now) {
        if (now - deadline > 0) {
            cut(Denial.TIMED_OUT);
            close();
        }
    }

    private void cut(Denial why) {
        denial.compareAndSet(null, why);
    }

    /** Says why, where HTTP is spoken and nothing was said yet, and lets that be read. */
    private void answer(Denial why, @Nullable Target fixed) {
        if (told || (fixed != null && fixed.port() != Target.HTTP)) {
            return;
        }
        flowing = false;
        within(LAST_WORDS);
        try {
            Target asked = target;
            String text = why.code() + (asked == null ? "" : " " + asked) + "\n";
            program.write(
                    ascii(
                            "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                    .formatted(status(why), text.length(), text)));
            program.finish();
            for (int left = LAST_BYTES; left > 0; ) {
                int size = program.some(left).remaining();
                left = size == 0 ? 0 : left - size;
            }
        } catch (IOException e) {
            return; // it does not want to know
        }
    }

    private static String status(Denial why) {
        return switch (why) {
            case NOT_ALLOWED, ADDRESS_REFUSED, HOST_MISMATCH -> "403 Forbidden";
            case UNRESOLVED, UNREACHABLE -> "502 Bad Gateway";
            case TIMED_OUT -> "504 Gateway Timeout";
            case BAD_REQUEST -> "400 Bad Request";
            case TOO_MANY_CONNECTIONS, BYTE_LIMIT -> "503 Service Unavailable";
        };
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** Closes both ends; any thread may call this. */
    void close() {
        closeQuietly(inside);
        closeQuietly(outside);
    }

    static void closeQuietly(@Nullable AutoCloseable channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (Exception e) {
            return; // it is gone all the same
        }
    }

    /** Writes down what it was; once, at its end. */
    void note(Contacts contacts) {
        Denial why = denial.get();
        Target to = target;
        if (to != null || why != null) {
            contacts.add(to, Optional.ofNullable(why), sent.sum(), received.sum());
        }
    }
}
