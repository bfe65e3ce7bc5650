package io.ultimatemcp.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the code to the table of rooms in {@code ARCHITECTURE.md}. */
final class ArchitectureTest {
    private static final String ROOT = "io.ultimatemcp.";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| *([a-z.-]+) *\\| *([a-z., ]+?) *\\|$");

    private final Map<String, Set<String>> table = readTable();
    private final JavaClasses ours =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.ultimatemcp");

    @Test
    void everyClassLivesInARoomOfTheTable() {
        assertThat(ours).allSatisfy(c -> assertThat(roomOf(c)).isNotEqualTo("no room"));
    }

    @Test
    void everyUseIsAllowed() {
        var forbidden =
                ours.stream()
                        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                        .filter(use -> isOurs(use.getTargetClass()) && !isAllowed(use))
                        .map(Dependency::getDescription)
                        .toList();
        assertThat(forbidden).isEmpty();
    }

    @Test
    void theTableItselfHasNoCycle() {
        var settled = new HashSet<>(Set.of("nothing"));
        while (table.entrySet().stream()
                .anyMatch(
                        row -> settled.containsAll(row.getValue()) && settled.add(row.getKey()))) {
            // each pass settles at least one room whose neighbours are all settled
        }
        assertThat(settled).containsAll(allRoomsBut("server.main"));
    }

    private boolean isAllowed(Dependency use) {
        String from = roomOf(use.getOriginClass());
        String to = roomOf(use.getTargetClass());
        Set<String> allowed = table.getOrDefault(from, Set.of());
        return from.equals(to) || allowed.contains(to) || allowed.contains("everything");
    }

    /** The longest room name that starts the package name of {@code c}. */
    private String roomOf(JavaClass c) {
        String name = c.getBaseComponentType().getPackageName() + ".";
        return table.keySet().stream()
                .filter(room -> name.startsWith(ROOT + room + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse("no room");
    }

    private static boolean isOurs(JavaClass c) {
        return c.getBaseComponentType().getPackageName().startsWith(ROOT);
    }

    private Set<String> allRoomsBut(String room) {
        var rooms = new HashSet<>(table.keySet());
        rooms.remove(room);
        return rooms;
    }

    private static Map<String, Set<String>> readTable() {
        try {
            var rooms = new TreeMap<String, Set<String>>();
            ROW.matcher(Files.readString(Path.of("..", "ARCHITECTURE.md")))
                    .results()
                    .forEach(row -> rooms.put(row.group(1), Set.of(row.group(2).split(", *", -1))));
            return rooms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
