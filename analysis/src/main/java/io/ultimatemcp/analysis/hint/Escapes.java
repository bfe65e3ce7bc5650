package io.ultimatemcp.analysis.hint;

/** Reads the escapes of string literals. What is no escape stays as it is. */
final class Escapes {
    private static final String NAMES = "abefnrtv";
    private static final char[] MEANINGS = {7, 8, 27, 12, 10, 13, 9, 11};

    private Escapes() {}

    /** All escapes of a text: of two, four and eight hexadecimal digits, octal, names. */
    static String decode(String text) {
        var out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            at = c == '\\' && at + 1 < text.length() ? escape(text, at, out) : plain(c, at, out);
        }
        return out.toString();
    }

    /** Whether {@code text} has an escape for a character that could be written as it is. */
    static boolean hides(String text) {
        for (int at = 0; at + 1 < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                char next = text.charAt(at + 1);
                if ("xuUN".indexOf(next) >= 0 || (next >= '0' && next <= '7')) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    private static int plain(char c, int at, StringBuilder out) {
        out.append(c);
        return at + 1;
    }

    private static int escape(String text, int at, StringBuilder out) {
        char kind = text.charAt(at + 1);
        return switch (kind) {
            case 'x' -> coded(text, at, at + 2, 2, 16, out);
            case 'U' -> coded(text, at, at + 2, 8, 16, out);
            case 'u' ->
                    at + 2 < text.length() && text.charAt(at + 2) == '{'
                            ? braced(text, at, out)
                            : coded(text, at, at + 2, 4, 16, out);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> coded(text, at, at + 1, 3, 8, out);
            case '\n' -> at + 2;
            default -> {
                int name = NAMES.indexOf(kind);
                out.append(name < 0 ? kind : MEANINGS[name]);
                yield at + 2;
            }
        };
    }

    private static int braced(String text, int at, StringBuilder out) {
        int end = text.indexOf('}', at);
        if (end < 0 || end - at > 12) {
            return plain('\\', at, out);
        }
        return coded(text, at, at + 3, end - at - 3, 16, out) == end ? end + 1 : end;
    }

    private static int coded(
            String text, int at, int from, int most, int radix, StringBuilder out) {
        int end = from;
        int code = 0;
        while (end < text.length() && end < from + most) {
            int digit = Character.digit(text.charAt(end), radix);
            if (digit < 0 || code > Character.MAX_CODE_POINT) {
                break;
            }
            code = code * radix + digit;
            end++;
        }
        if (end == from || !Character.isValidCodePoint(code)) {
            return plain('\\', at, out);
        }
        out.appendCodePoint(code);
        return end;
    }
}
