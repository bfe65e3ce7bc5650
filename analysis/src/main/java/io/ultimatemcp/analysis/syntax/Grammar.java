package io.ultimatemcp.analysis.syntax;

import io.ultimatemcp.analysis.model.Language;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A loaded grammar: the names that the numbers in its trees stand for. Shared by all threads. */
final class Grammar {
    /** The number of nodes that stand for text the parser could not place. */
    static final int ERROR = 0xffff;

    private static final String ERROR_NAME = "ERROR";

    private final MemorySegment pointer;
    private final List<String> symbols;
    private final boolean[] named;
    private final List<String> fields;

    private Grammar(
            MemorySegment pointer, List<String> symbols, boolean[] named, List<String> fields) {
        this.pointer = pointer;
        this.symbols = symbols;
        this.named = named;
        this.fields = fields;
    }

    static Grammar load(Language language, Functions functions) {
        String code = language.code();
        var library = NativeLibrary.load("tree-sitter-" + code);
        MemorySegment pointer = Functions.call(library.findOrThrow("tree_sitter_" + code));
        int count = functions.symbolCount(pointer);
        var symbols = new ArrayList<String>(count);
        var named = new boolean[count];
        for (int symbol = 0; symbol < count; symbol++) {
            symbols.add(functions.symbolName(pointer, symbol));
            named[symbol] = functions.named(pointer, symbol);
        }
        var fields = new ArrayList<String>();
        for (int field = 0; field <= functions.fieldCount(pointer); field++) {
            fields.add(functions.fieldName(pointer, field));
        }
        return new Grammar(pointer, List.copyOf(symbols), named, List.copyOf(fields));
    }

    MemorySegment pointer() {
        return pointer;
    }

    String name(int symbol) {
        return symbol == ERROR ? ERROR_NAME : symbols.get(symbol);
    }

    boolean named(int symbol) {
        return symbol == ERROR || named[symbol];
    }

    /** Empty for the number 0, which is no field. */
    String field(int field) {
        return fields.get(field);
    }
}
