package io.ultimatemcp.server.settings;

import io.ultimatemcp.sandbox.egress.HostPattern;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns a written value into the type of its key. Throws {@link IllegalArgumentException} with half
 * a sentence.
 */
final class SettingParser {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private SettingParser() {}

    static Object parse(SettingKey key, String text) {
        return parse(key, key.component().getGenericType(), text.strip());
    }

    private static Object parse(SettingKey key, Type type, String text) {
        if (type instanceof ParameterizedType container) {
            var item = container.getActualTypeArguments()[0];
            if (container.getRawType() == Optional.class) {
                return text.isEmpty() ? Optional.empty() : Optional.of(parse(key, item, text));
            }
            return items(text).map(each -> parse(key, item, each)).toList();
        }
        var kind = (Class<?>) type;
        if (kind == String.class) {
            return text;
        } else if (kind == int.class) {
            return (int) inRange(key, wholeNumber(text));
        } else if (kind == boolean.class) {
            return truth(text);
        } else if (kind == HostPattern.class) {
            return hosts(text);
        } else if (kind == Duration.class) {
            var duration = duration(text);
            inRange(key, duration.toSeconds());
            return duration;
        } else if (kind == DataSize.class) {
            var size = DataSize.parse(text);
            inRange(key, size.bytes());
            return size;
        } else if (kind == Path.class) {
            return Path.of(text).toAbsolutePath().normalize();
        } else if (kind == Secret.class) {
            return secret(text);
        } else if (kind == Password.class) {
            return new Password(text);
        } else if (kind == BoltAddress.class) {
            return BoltAddress.parse(text);
        } else if (kind == LedgerAddress.class) {
            return LedgerAddress.parse(text);
        } else if (kind.isEnum()) {
            return constant(kind, text);
        }
        throw new IllegalStateException(key.name() + " has a type without a parser: " + type);
    }

    /** A comma-separated or JSON list: both forms were in use for the original's variables. */
    private static Stream<String> items(String text) {
        String inner =
                text.startsWith("[") && text.endsWith("]")
                        ? text.substring(1, text.length() - 1)
                        : text;
        return Stream.of(inner.split(",", -1))
                .map(String::strip)
                .map(each -> each.replaceAll("^\"|\"$", ""))
                .filter(each -> !each.isEmpty());
    }

    private static HostPattern hosts(String text) {
        try {
            return HostPattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("in which " + text + " " + e.getMessage(), e);
        }
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("is not a whole number", notANumber);
        }
    }

    private static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "is not a duration such as 500ms, 10s, 5m, 2h or 30d");
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static long inRange(SettingKey key, long number) {
        long min = key.about().min();
        long max = key.about().max();
        if (number < min || number > max) {
            throw new IllegalArgumentException("must be from " + min + " to " + max);
        }
        return number;
    }

    private static Secret secret(String text) {
        if (!text.isEmpty() && (text.length() < 32 || text.chars().distinct().count() < 8)) {
            throw new IllegalArgumentException(
                    "is too weak: give at least 32 characters, 8 of them different (openssl rand -hex 32)");
        }
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("may hold only visible ASCII characters");
        }
        return new Secret(text);
    }

    private static Object constant(Class<?> kind, String text) {
        var names =
                Arrays.stream(kind.getEnumConstants())
                        .map(each -> ((Enum<?>) each).name())
                        .toList();
        int at = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException("is none of " + lowerCase(names));
        }
        return kind.getEnumConstants()[at];
    }

    private static String lowerCase(List<String> names) {
        return String.join(", ", names).toLowerCase(Locale.ROOT);
    }
}
