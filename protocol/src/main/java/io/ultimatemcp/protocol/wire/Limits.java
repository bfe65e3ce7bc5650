package io.ultimatemcp.protocol.wire;

import java.time.Duration;

/**
 * Every bound of the protocol layer. {@link #defaults()} holds the recommended values; a part is
 * changed by {@code with…}.
 *
 * @param requests how large one message may be
 * @param calls how many calls run at once, and for how long a client may be asked
 * @param streams open streams, their queues and heartbeats
 * @param sessions stateful sessions
 */
public record Limits(Requests requests, Calls calls, Streams streams, Sessions sessions) {

    /**
     * Bounds of one message.
     *
     * @param bodyBytes largest HTTP body or stdio line, bytes
     * @param depth deepest nesting of JSON
     * @param stringChars longest JSON string, characters
     * @param numberChars longest JSON number, characters
     * @param idChars longest request id, characters
     * @param headerChars longest {@code Mcp-*} header value, characters
     * @param batch most elements of a 2025-03-26 batch
     * @param pageSize entries a list page holds
     */
    public record Requests(
            int bodyBytes,
            int depth,
            int stringChars,
            int numberChars,
            int idChars,
            int headerChars,
            int batch,
            int pageSize) {}

    /**
     * Bounds of running calls.
     *
     * @param inFlight calls at once over all callers
     * @param inFlightPerCaller calls at once of one caller
     * @param rounds most rounds in which one call may ask its client for input
     * @param stateBytes largest sealed {@code requestState}, bytes before encoding
     * @param stateLife how long a {@code requestState} is accepted
     * @param answerWait how long a stateful client may take to answer a server request
     * @param stdioDrain how long calls may still finish after stdin has ended
     */
    public record Calls(
            int inFlight,
            int inFlightPerCaller,
            int rounds,
            int stateBytes,
            Duration stateLife,
            Duration answerWait,
            Duration stdioDrain) {}

    /**
     * Bounds of event streams.
     *
     * @param listensPerCaller open {@code subscriptions/listen} streams of one caller
     * @param uris resource URIs or task ids one stream or session may watch
     * @param outboxMessages messages that may wait on one stream
     * @param outboxBytes bytes that may wait on one stream
     * @param heartbeat pause after which a comment is sent on a silent stream
     * @param silence pause after which a running call is turned into a stream, when its client
     *     accepts that
     * @param replayEvents events a stateful stream keeps for {@code Last-Event-ID}
     * @param replayBytes bytes a stateful stream keeps for {@code Last-Event-ID}
     * @param replayLife how long an ended stateful stream can be resumed
     */
    public record Streams(
            int listensPerCaller,
            int uris,
            int outboxMessages,
            int outboxBytes,
            Duration heartbeat,
            Duration silence,
            int replayEvents,
            int replayBytes,
            Duration replayLife) {}

    /**
     * Bounds of stateful sessions.
     *
     * @param total sessions over all callers
     * @param perCaller sessions of one caller; the longest idle one makes room
     * @param idle a session unused for this long ends
     * @param absolute a session this old ends
     */
    public record Sessions(int total, int perCaller, Duration idle, Duration absolute) {}

    /** The recommended values. */
    public static Limits defaults() {
        return new Limits(
                new Requests(4 << 20, 64, 2 << 20, 64, 256, 4096, 50, 100),
                new Calls(
                        1024,
                        32,
                        8,
                        8 << 10,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Duration.ofMillis(1500)),
                new Streams(
                        8,
                        256,
                        256,
                        1 << 20,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(4),
                        200,
                        1 << 20,
                        Duration.ofMinutes(5)),
                new Sessions(10_000, 32, Duration.ofMinutes(30), Duration.ofHours(24)));
    }

    public Limits withRequests(Requests changed) {
        return new Limits(changed, calls, streams, sessions);
    }

    public Limits withCalls(Calls changed) {
        return new Limits(requests, changed, streams, sessions);
    }

    public Limits withStreams(Streams changed) {
        return new Limits(requests, calls, changed, sessions);
    }

    public Limits withSessions(Sessions changed) {
        return new Limits(requests, calls, streams, changed);
    }
}
