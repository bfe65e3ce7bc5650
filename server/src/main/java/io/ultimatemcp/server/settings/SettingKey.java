package io.ultimatemcp.server.settings;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One key of the settings, derived from a component of {@link Settings}.
 *
 * @param name {@code group.name} in kebab case
 */
record SettingKey(String name, RecordComponent component, Setting about) {

    /** Every key there is, in the order of the record. */
    static List<SettingKey> all() {
        return Stream.of(Settings.class.getRecordComponents())
                .flatMap(group ->
                        Stream.of(group.getType().getRecordComponents())
                                .map(component -> of(group, component)))
                .toList();
    }

    static SettingKey of(RecordComponent group, RecordComponent component) {
        var about =
                Objects.requireNonNull(component.getAnnotation(Setting.class), component::toString);
        return new SettingKey(
                kebab(group.getName()) + "." + kebab(component.getName()), component, about);
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
