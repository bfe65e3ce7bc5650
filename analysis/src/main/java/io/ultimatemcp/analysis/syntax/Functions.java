package io.ultimatemcp.analysis.syntax;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;

/**
 * The functions of tree-sitter's C library that we call. Threads: every parser, tree and cursor
 * belongs to one thread at a time; languages are shared.
 */
final class Functions {
    private final MemorySegment parserNew;
    private final MemorySegment parserDelete;
    private final MemorySegment parserSetLanguage;
    private final MemorySegment parserParse;
    private final MemorySegment treeRoot;
    private final MemorySegment treeDelete;
    private final MemorySegment cursorNew;
    private final MemorySegment cursorDelete;
    private final MemorySegment cursorNode;
    private final MemorySegment cursorField;
    private final MemorySegment cursorFirstChild;
    private final MemorySegment cursorNextSibling;
    private final MemorySegment cursorParent;
    private final MemorySegment nodeSymbol;
    private final MemorySegment nodeEndByte;
    private final MemorySegment nodeIsMissing;
    private final MemorySegment languageSymbolCount;
    private final MemorySegment languageSymbolName;
    private final MemorySegment languageSymbolType;
    private final MemorySegment languageFieldCount;
    private final MemorySegment languageFieldName;

    Functions(SymbolLookup library) {
        parserNew = library.findOrThrow("ts_parser_new");
        parserDelete = library.findOrThrow("ts_parser_delete");
        parserSetLanguage = library.findOrThrow("ts_parser_set_language");
        parserParse = library.findOrThrow("ts_parser_parse_with_options");
        treeRoot = library.findOrThrow("ts_tree_root_node");
        treeDelete = library.findOrThrow("ts_tree_delete");
        cursorNew = library.findOrThrow("ts_tree_cursor_new");
        cursorDelete = library.findOrThrow("ts_tree_cursor_delete");
        cursorNode = library.findOrThrow("ts_tree_cursor_current_node");
        cursorField = library.findOrThrow("ts_tree_cursor_current_field_id");
        cursorFirstChild = library.findOrThrow("ts_tree_cursor_goto_first_child");
        cursorNextSibling = library.findOrThrow("ts_tree_cursor_goto_next_sibling");
        cursorParent = library.findOrThrow("ts_tree_cursor_goto_parent");
        nodeSymbol = library.findOrThrow("ts_node_symbol");
        nodeEndByte = library.findOrThrow("ts_node_end_byte");
        nodeIsMissing = library.findOrThrow("ts_node_is_missing");
        languageSymbolCount = library.findOrThrow("ts_language_symbol_count");
        languageSymbolName = library.findOrThrow("ts_language_symbol_name");
        languageSymbolType = library.findOrThrow("ts_language_symbol_type");
        languageFieldCount = library.findOrThrow("ts_language_field_count");
        languageFieldName = library.findOrThrow("ts_language_field_name_for_id");
    }

    MemorySegment newParser() {
        return call(parserNew);
    }

    void deleteParser(MemorySegment parser) {
        release(parserDelete, parser);
    }

    boolean setLanguage(MemorySegment parser, MemorySegment language) {
        try {
            return (boolean)
                    Shapes.POINTERS_TO_BOOLEAN.invokeExact(parserSetLanguage, parser, language);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A new tree, or a null pointer when the progress callback gave up. */
    MemorySegment parse(MemorySegment parser, MemorySegment input, MemorySegment options) {
        try {
            return (MemorySegment)
                    Shapes.PARSE.invokeExact(
                            parserParse, parser, MemorySegment.NULL, input, options);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    MemorySegment root(MemorySegment tree, SegmentAllocator into) {
        return node(treeRoot, tree, into);
    }

    void deleteTree(MemorySegment tree) {
        release(treeDelete, tree);
    }

    MemorySegment newCursor(MemorySegment node, SegmentAllocator into) {
        try {
            return (MemorySegment) Shapes.NODE_TO_CURSOR.invokeExact(cursorNew, into, node);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void deleteCursor(MemorySegment cursor) {
        release(cursorDelete, cursor);
    }

    MemorySegment node(MemorySegment cursor, SegmentAllocator into) {
        return node(cursorNode, cursor, into);
    }

    int field(MemorySegment cursor) {
        return number(cursorField, cursor) & 0xffff;
    }

    boolean firstChild(MemorySegment cursor) {
        return move(cursorFirstChild, cursor);
    }

    boolean nextSibling(MemorySegment cursor) {
        return move(cursorNextSibling, cursor);
    }

    boolean parent(MemorySegment cursor) {
        return move(cursorParent, cursor);
    }

    int symbol(MemorySegment node) {
        return ofNode(nodeSymbol, node) & 0xffff;
    }

    int endByte(MemorySegment node) {
        return ofNode(nodeEndByte, node);
    }

    boolean missing(MemorySegment node) {
        // A C bool comes back in the lowest byte of the register; the others say nothing.
        return (ofNode(nodeIsMissing, node) & 0xff) != 0;
    }

    int symbolCount(MemorySegment language) {
        return number(languageSymbolCount, language);
    }

    String symbolName(MemorySegment language, int symbol) {
        return text(languageSymbolName, language, symbol);
    }

    /** Whether nodes of the symbol stand for a rule of the grammar with a name. */
    boolean named(MemorySegment language, int symbol) {
        try {
            return (int)
                            Shapes.ENTRY_TO_INT.invokeExact(
                                    languageSymbolType, language, (short) symbol)
                    == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int fieldCount(MemorySegment language) {
        return number(languageFieldCount, language);
    }

    String fieldName(MemorySegment language, int field) {
        return text(languageFieldName, language, field);
    }

    /** Calls a function without parameters, like the one that a grammar's library exports. */
    static MemorySegment call(MemorySegment function) {
        try {
            return (MemorySegment) Shapes.NOTHING_TO_POINTER.invokeExact(function);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** What a handle throws although the function behind it is C, and throws nothing. */
    static IllegalStateException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e);
    }

    private static void release(MemorySegment function, MemorySegment pointer) {
        try {
            Shapes.POINTER_TO_NOTHING.invokeExact(function, pointer);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static boolean move(MemorySegment function, MemorySegment cursor) {
        try {
            return (boolean) Shapes.POINTER_TO_BOOLEAN.invokeExact(function, cursor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static MemorySegment node(
            MemorySegment function, MemorySegment pointer, SegmentAllocator into) {
        try {
            return (MemorySegment) Shapes.POINTER_TO_NODE.invokeExact(function, into, pointer);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int number(MemorySegment function, MemorySegment pointer) {
        try {
            return (int) Shapes.POINTER_TO_INT.invokeExact(function, pointer);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int ofNode(MemorySegment function, MemorySegment node) {
        try {
            return (int) Shapes.NODE_TO_INT.invokeExact(function, node);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment function, MemorySegment language, int entry) {
        try {
            var found =
                    (MemorySegment)
                            Shapes.ENTRY_TO_POINTER.invokeExact(function, language, (short) entry);
            return found.address() == 0
                    ? ""
                    : found.reinterpret(Integer.MAX_VALUE).getString(0).intern();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
