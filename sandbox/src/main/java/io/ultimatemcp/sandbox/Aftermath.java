package io.ultimatemcp.sandbox;

/** What follows when a job has ended; called in this order by one thread, each once at most. */
interface Aftermath {
    /** It has a report, which says this; not called when its watching failed. */
    void ended(Outcome outcome);

    /** No process of the job is left; its report is given next. */
    void over();

    /** Its place is gone too: files, mounts, control group. */
    void closed();
}
