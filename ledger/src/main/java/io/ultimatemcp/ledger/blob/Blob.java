package io.ultimatemcp.ledger.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * Content held in memory, with its digest. Immutable. Content too large for memory is staged
 * instead: {@link Blobs#stage}.
 */
public final class Blob {
    private final Sha256 sha256;
    private final byte[] content;

    private Blob(byte[] content) {
        this.content = content;
        this.sha256 = Sha256.of(content);
    }

    /**
     * A blob of some bytes.
     *
     * @param content is copied
     * @return the blob
     */
    public static Blob of(byte[] content) {
        return new Blob(content.clone());
    }

    /**
     * A blob of some bytes, megabytes for one.
     *
     * @param content is not copied, so nobody may change it any more
     * @return the blob
     */
    public static Blob taking(byte[] content) {
        return new Blob(content);
    }

    /**
     * A blob of some text.
     *
     * @param text is encoded in UTF-8
     * @return the blob
     */
    public static Blob of(String text) {
        return new Blob(text.getBytes(UTF_8));
    }

    /**
     * The name of this content.
     *
     * @return its digest
     */
    public Sha256 sha256() {
        return sha256;
    }

    /**
     * The length of this content.
     *
     * @return bytes
     */
    public long size() {
        return content.length;
    }

    /**
     * The content.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return content.clone();
    }

    InputStream stream() {
        return new ByteArrayInputStream(content);
    }

    byte[] uncopied() {
        return content;
    }

    @Override
    public String toString() {
        return "blob " + sha256 + " of " + size() + " bytes";
    }
}
