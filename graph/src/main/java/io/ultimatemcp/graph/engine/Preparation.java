package io.ultimatemcp.graph.engine;

import org.neo4j.driver.Driver;

/** What must be done to an engine before anyone uses it; repeatable. */
@FunctionalInterface
public interface Preparation {

    /** Does it; a driver's exception means the engine is not fit for use. */
    void prepare(Driver driver, String database);
}
