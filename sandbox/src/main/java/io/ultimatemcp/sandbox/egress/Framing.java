package io.ultimatemcp.sandbox.egress;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the end of a message's body is told (RFC 9112 §6). */
sealed interface Framing {
    /** So many bytes. */
    record Length(long bytes) implements Framing {}

    /** In chunks, up to an empty one. */
    record Chunked() implements Framing {}

    /** By the end of the connection; an answer's alone. */
    record ToTheEnd() implements Framing {}

    /** The digits that a {@code long} holds for sure. */
    Pattern DIGITS = Pattern.compile("\\d{1,18}");

    /** That of an answer's head. */
    static Framing ofAnswer(Head head, Request request) throws Denied {
        String status = head.start().substring(Math.min(9, head.start().length()));
        if (request.method().equals("HEAD")
                || status.startsWith("204")
                || status.startsWith("304")) {
            return new Length(0);
        }
        boolean told = !head.values("content-length").isEmpty();
        boolean chunked = !head.values("transfer-encoding").isEmpty();
        return told || chunked ? of(head, "HTTP/1.1") : new ToTheEnd();
    }

    /** That of a request's head; two ways at once, or an unusual one, are refused. */
    static Framing of(Head head) throws Denied {
        return of(head, head.start().substring(head.start().lastIndexOf(' ') + 1));
    }

    private static Framing of(Head head, String version) throws Denied {
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        if (lengths.size() + codings.size() > 1) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        if (!codings.isEmpty()) {
            if (codings.getFirst().toLowerCase(Locale.ROOT).equals("chunked")
                    && version.equals("HTTP/1.1")) {
                return new Chunked();
            }
            throw new Denied(Denial.BAD_REQUEST);
        }
        if (lengths.isEmpty()) {
            return new Length(0);
        }
        if (!DIGITS.matcher(lengths.getFirst()).matches()) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        return new Length(Long.parseLong(lengths.getFirst()));
    }
}
