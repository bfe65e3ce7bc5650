package io.ultimatemcp.sandbox;

/** What follows when a job has ended; both are called once, in this order, by one thread. */
interface Aftermath {
    /** No process of the job is left; its report is given next. */
    void over();

    /** Its place is gone too: files, mounts, control group. */
    void closed();
}
