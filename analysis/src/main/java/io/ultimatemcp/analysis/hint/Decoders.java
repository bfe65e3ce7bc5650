package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Undoes the encodings in which texts are hidden, of texts that are known. */
final class Decoders {
    private Decoders() {}

    /** What the codec of this name makes of a text; unknown bytes are a built text. */
    static Value decode(Value encoded, String codec) {
        if (!(encoded instanceof Text(String text, _)) || text.length() > Value.MAX_TEXT) {
            return new Value.Built("");
        }
        try {
            return switch (codec.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "")) {
                case "base64", "base64codec" -> bytes(Base64.getMimeDecoder().decode(text));
                case "hex", "hexcodec" ->
                        bytes(HexFormat.of().parseHex(text.replaceAll("\\s", "")));
                case "rot13" -> Value.folded(rot13(text));
                case "unicodeescape", "rawunicodeescape" -> Value.folded(Escapes.decode(text));
                case "percent" ->
                        Value.folded(
                                URLDecoder.decode(
                                        text.replace("+", "%2B"), StandardCharsets.UTF_8));
                case "utf8", "ascii", "latin1", "iso88591", "" -> Value.folded(text);
                default -> new Value.Built("");
            };
        } catch (IllegalArgumentException notEncoded) {
            return Value.UNKNOWN;
        }
    }

    private static Value bytes(byte[] decoded) {
        return Value.folded(new String(decoded, StandardCharsets.UTF_8));
    }

    private static String rot13(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char base = c >= 'a' && c <= 'z' ? 'a' : 'A';
            boolean letter = c >= base && c <= base + 25;
            out.append(letter ? (char) (base + (c - base + 13) % 26) : c);
        }
        return out.toString();
    }
}
