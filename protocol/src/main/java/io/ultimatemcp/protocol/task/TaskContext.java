package io.ultimatemcp.protocol.task;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.InputRequest;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How the work of a task talks to whoever watches it. */
public interface TaskContext {

    String taskId();

    Cancel cancel();

    /** Says how far the work is, in a few words for people. */
    void status(String message);

    /**
     * Asks and waits until every question is answered.
     *
     * @param questions by keys that no earlier question of this task had
     * @return the bare results by key
     * @throws java.util.concurrent.CancellationException when the task is cancelled meanwhile
     */
    Map<String, JsonNode> ask(Map<String, InputRequest> questions) throws InterruptedException;
}
