package io.ultimatemcp.graph.projection;

import java.util.List;
import java.util.Map;

/** A statement with the rows it merges; every statement reads {@code UNWIND $rows AS row} first. */
record Step(String statement, List<Map<String, Object>> rows) {}
