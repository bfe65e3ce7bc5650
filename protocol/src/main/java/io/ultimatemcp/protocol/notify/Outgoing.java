package io.ultimatemcp.protocol.notify;

/** A message on its way to one client: one line of UTF-8 JSON that nobody changes any more. */
public final class Outgoing {
    private final Kind kind;
    private final String key;
    private final byte[] json;

    private Outgoing(Kind kind, String key, byte[] json) {
        this.kind = kind;
        this.key = key;
        this.json = json;
    }

    /** What may happen to a message when its reader is slow. */
    public enum Kind {
        /** Never dropped; a stream that cannot hold it is closed. */
        MUST,
        /** A newer one of the same key takes its place. */
        LATEST,
        /** The oldest is dropped. */
        LOG
    }

    public static Outgoing must(byte[] json) {
        return new Outgoing(Kind.MUST, "", json);
    }

    public static Outgoing latest(String key, byte[] json) {
        return new Outgoing(Kind.LATEST, key, json);
    }

    public static Outgoing log(byte[] json) {
        return new Outgoing(Kind.LOG, "", json);
    }

    public Kind kind() {
        return kind;
    }

    /** Names what a newer {@link Kind#LATEST} message replaces. */
    public String key() {
        return key;
    }

    /** The bytes; not to be changed. */
    public byte[] json() {
        return json;
    }
}
