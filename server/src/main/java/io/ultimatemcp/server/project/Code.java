package io.ultimatemcp.server.project;

import io.ultimatemcp.graph.projection.CodeVersion;
import io.ultimatemcp.graph.projection.CodeVersion.Reference;
import io.ultimatemcp.graph.projection.SymbolNode;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The code of a run, for finding one's way in it. */
record Code(Optional<CodeVersion> version) {
    private static final int MOST_REACHED = 200;

    static final Code NONE = new Code(Optional.empty());

    /** The key of the innermost symbol that this line lies in. */
    Optional<String> symbolAt(int line) {
        return symbols().stream()
                .filter(symbol -> symbol.line() <= line && line <= symbol.endLine())
                .min(Comparator.comparingInt(symbol -> symbol.endLine() - symbol.line()))
                .map(SymbolNode::key);
    }

    /**
     * What a test case of this name reaches by the calls in this text, directly or through others.
     * Frameworks write names in their own ways; the last word is the function's.
     */
    List<String> reachedFrom(String testCase) {
        String name = testCase.replaceFirst("\\[.*", "").replaceFirst("^.*(::|\\.|/|#| > )", "");
        Set<String> own = symbols().stream().map(SymbolNode::key).collect(Collectors.toSet());
        var toVisit =
                symbols().stream()
                        .filter(symbol -> symbol.name().equals(name))
                        .map(SymbolNode::key)
                        .collect(Collectors.toCollection(ArrayDeque::new));
        var start = Set.copyOf(toVisit);
        var reached = new LinkedHashSet<String>(toVisit);
        while (!toVisit.isEmpty() && reached.size() < MOST_REACHED) {
            String from = toVisit.remove();
            references().stream()
                    .filter(each -> each.kind() == Reference.Kind.CALLS && each.from().equals(from))
                    .map(Reference::to)
                    .filter(to -> own.contains(to) && reached.add(to))
                    .forEach(toVisit::add);
        }
        reached.removeAll(start);
        return List.copyOf(reached);
    }

    private List<SymbolNode> symbols() {
        return version.map(CodeVersion::symbols).orElse(List.of());
    }

    private List<Reference> references() {
        return version.map(CodeVersion::references).orElse(List.of());
    }
}
