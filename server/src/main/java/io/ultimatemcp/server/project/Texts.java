package io.ultimatemcp.server.project;

/** Bounds texts: an index takes no property of many kilobytes. */
final class Texts {
    private Texts() {}

    /** At most {@code most} characters, an ellipsis the last one of a longer text. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
