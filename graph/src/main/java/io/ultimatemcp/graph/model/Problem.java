package io.ultimatemcp.graph.model;

/**
 * What is wrong with one value of a request.
 *
 * @param pointer where it is: a JSON pointer (RFC 6901) from the request's root
 * @param message what is wrong, with the limit it breaks
 */
public record Problem(String pointer, String message) {

    /** The pointer to a member of what {@code parent} points to. */
    public static String at(String parent, String member) {
        return parent + '/' + member.replace("~", "~0").replace("/", "~1");
    }
}
