package io.ultimatemcp.sandbox;

/** What follows when a job has ended; called in this order by one thread, each once at most. */
interface Aftermath {
    /** It has this report; not called when its watching failed. */
    void ended(Report report);

    /** No process of the job is left; its report is given next. */
    void over();

    /** Its place is gone too: files, mounts, control group. */
    void closed();
}
