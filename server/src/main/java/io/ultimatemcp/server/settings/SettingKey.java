package io.ultimatemcp.server.settings;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One key of the settings, derived from a component of {@link Settings}.
 *
 * @param name {@code group.name} or {@code group.part.name} in kebab case
 */
record SettingKey(String name, RecordComponent component, Setting about) {

    /** Every key there is, in the order of the record. */
    static List<SettingKey> all() {
        return below("", Settings.class).toList();
    }

    /** The key of a component below {@code prefix}, which is empty or ends with a dot. */
    static SettingKey of(String prefix, RecordComponent component) {
        var about =
                Objects.requireNonNull(component.getAnnotation(Setting.class), component::toString);
        return new SettingKey(prefix + kebab(component.getName()), component, about);
    }

    /** The prefix of the keys in {@code group}; empty when that component is a key itself. */
    static Optional<String> prefix(String prefix, RecordComponent group) {
        return group.isAnnotationPresent(Setting.class)
                ? Optional.empty()
                : Optional.of(prefix + kebab(group.getName()) + ".");
    }

    private static Stream<SettingKey> below(String prefix, Class<?> group) {
        return Stream.of(group.getRecordComponents())
                .flatMap(component ->
                        prefix(prefix, component)
                                .map(deeper -> below(deeper, component.getType()))
                                .orElseGet(() -> Stream.of(of(prefix, component))));
    }

    /** The variable that sets this key: {@code ULTIMATE_MCP_HTTP_MAX_IN_FLIGHT}. */
    String variable() {
        return SettingsReader.PREFIX
                + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    boolean isSecret() {
        return component.getType() == Secret.class || component.getType() == Password.class;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
