package io.ultimatemcp.sandbox;

/** A language whose programs the sandbox can start by itself. */
public enum Language {
    /** CPython 3, {@code python3}. */
    PYTHON("main.py"),
    /** Node.js, {@code node}. */
    JAVASCRIPT("main.js"),
    /** GNU bash. */
    BASH("main.sh");

    private final String programName;

    Language(String programName) {
        this.programName = programName;
    }

    /** Name of the file under {@code /work} that holds the program; no input file may take it. */
    public String programName() {
        return programName;
    }
}
