package io.ultimatemcp.server.backup;

/** Hears what becomes of backups. Calls come from any thread and must return at once. */
@FunctionalInterface
public interface BackupListener {
    /** Hears nothing. */
    BackupListener NONE = made -> {};

    /** One was made, or failed; one that was refused because another was under way is neither. */
    void ended(boolean made);
}
