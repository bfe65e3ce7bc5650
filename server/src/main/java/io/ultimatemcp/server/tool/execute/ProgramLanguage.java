package io.ultimatemcp.server.tool.execute;

/** Languages that can be run: CPython 3, Node.js and GNU bash of the machine. */
enum ProgramLanguage {
    PYTHON,
    JAVASCRIPT,
    BASH
}
