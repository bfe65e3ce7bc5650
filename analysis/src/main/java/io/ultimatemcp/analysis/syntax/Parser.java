package io.ultimatemcp.analysis.syntax;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.ultimatemcp.analysis.model.Cut;
import io.ultimatemcp.analysis.model.Language;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parses text of every language. Loads the C library at the first use and each grammar at the first
 * text of its language. Safe for use by many threads, each of which works on a parser of its own;
 * all native memory of a parse is freed before it returns.
 */
public final class Parser {
    private final Callbacks callbacks;
    private final Functions functions;
    private final Map<Language, Grammar> grammars = new EnumMap<>(Language.class);

    private Parser(Functions functions, Callbacks callbacks) {
        this.functions = functions;
        this.callbacks = callbacks;
    }

    /**
     * The parser of this process.
     *
     * @throws ParserUnavailable when its library cannot be loaded here
     */
    public static Parser shared() {
        return Shared.get();
    }

    /**
     * Parses UTF-8 text, whatever it is; what is no {@code language} becomes error nodes.
     *
     * @return empty when it took longer than {@code time}
     * @throws ParserUnavailable when the grammar cannot be loaded here
     */
    public Optional<SyntaxTree> parse(
            Language language, byte[] source, Duration time, int maxNodes, int maxDepth) {
        Grammar grammar = grammar(language);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parser = functions.newParser();
            try {
                functions.setLanguage(parser, grammar.pointer());
                MemorySegment tree =
                        parse(parser, source, System.nanoTime() + time.toNanos(), arena);
                if (tree.address() == 0) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(
                            copy(
                                    grammar,
                                    tree,
                                    source,
                                    arena,
                                    new TreeBuilder(maxNodes, maxDepth)));
                } finally {
                    functions.deleteTree(tree);
                }
            } finally {
                functions.deleteParser(parser);
            }
        }
    }

    private MemorySegment parse(MemorySegment parser, byte[] source, long deadline, Arena arena) {
        MemorySegment text = arena.allocate(Math.max(1, source.length));
        MemorySegment.copy(source, 0, text, JAVA_BYTE, 0, source.length);
        MemorySegment payload = Callbacks.payload(text, source.length, deadline, arena);
        return functions.parse(
                parser, callbacks.input(payload, arena), callbacks.options(payload, arena));
    }

    private SyntaxTree copy(
            Grammar grammar, MemorySegment tree, byte[] source, Arena arena, TreeBuilder into) {
        SegmentAllocator place = SegmentAllocator.prefixAllocator(arena.allocate(Shapes.NODE));
        MemorySegment cursor = functions.newCursor(functions.root(tree, arena), arena);
        try {
            boolean more = true;
            while (more) {
                MemorySegment node = functions.node(cursor, place);
                int symbol = functions.symbol(node);
                int start = node.get(JAVA_INT, 0);
                int end = functions.endByte(node);
                boolean missing = start == end && functions.missing(node);
                boolean deeper =
                        into.add(symbol, functions.field(cursor), start, end, missing)
                                && functions.firstChild(cursor);
                if (deeper) {
                    into.descend();
                } else {
                    more = onward(cursor, into);
                }
            }
        } finally {
            functions.deleteCursor(cursor);
        }
        return into.build(grammar, source);
    }

    /** To the next node that is not below this one; false when there is none, or no room. */
    private boolean onward(MemorySegment cursor, TreeBuilder into) {
        while (!into.full()) {
            if (functions.nextSibling(cursor)) {
                return true;
            }
            if (!functions.parent(cursor)) {
                return false;
            }
            into.ascend();
        }
        into.cut(Cut.NODES);
        return false;
    }

    private Grammar grammar(Language language) {
        synchronized (grammars) {
            return grammars.computeIfAbsent(language, key -> Grammar.load(key, functions));
        }
    }

    /** Loads once; a failure is remembered, since it does not pass by itself. */
    private static final class Shared {
        private static Optional<Parser> parser = Optional.empty();
        private static Optional<String> failure = Optional.empty();

        private static synchronized Parser get() {
            failure.ifPresent(reason -> {
                throw new ParserUnavailable(reason);
            });
            if (parser.isEmpty()) {
                try {
                    var functions = new Functions(NativeLibrary.load("tree-sitter"));
                    parser = Optional.of(new Parser(functions, new Callbacks()));
                } catch (ParserUnavailable e) {
                    failure = Optional.ofNullable(e.getMessage());
                    throw e;
                } catch (UnsupportedOperationException | LinkageError e) {
                    failure = Optional.of("this JDK cannot call C here: " + e.getMessage());
                    throw new ParserUnavailable(failure.orElseThrow(), e);
                }
            }
            return parser.orElseThrow();
        }
    }
}
