package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.server.tool.Field;
import io.ultimatemcp.server.tool.box.GivenFile;
import io.ultimatemcp.server.tool.box.ProgramLanguage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code run_tests}. */
record TestRequest(
        @Field(
                        value =
                                "Source text of one test file; it gets the framework's naming. May import what"
                                        + " files holds. Needed when there are no files.",
                        minLength = 1,
                        maxSize = 1 << 20)
                @Nullable String code,
        @Field(
                        value =
                                "Files to place below /work: tests, code under test, data. Needed when there is no"
                                        + " code.",
                        preset = "[]",
                        maxSize = 255)
                List<GivenFile> files,
        @Field("Language of the tests; by default the framework's, else python.")
                @Nullable ProgramLanguage language,
        @Field(
                        "Framework that runs them; by default pytest for python, node (node --test) for"
                                + " javascript, bats for bash.")
                @Nullable TestFramework testFramework,
        @Field(
                        value =
                                "Wall-clock limit in seconds for the whole run; what is known by then is returned.",
                        preset = "15",
                        min = 1,
                        max = 600)
                double timeoutSeconds,
        @Field(
                        value =
                                "Run only the tests whose name matches: a -k expression or a node id (file::test) for"
                                        + " pytest, part of the name or a pattern with * for unittest, a regular"
                                        + " expression for node and bats.",
                        minLength = 1,
                        maxSize = 1_000)
                @Nullable String select) {}
