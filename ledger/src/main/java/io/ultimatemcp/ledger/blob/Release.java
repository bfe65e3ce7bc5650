package io.ultimatemcp.ledger.blob;

import java.util.Collection;
import org.jdbi.v3.core.Handle;

/**
 * Removes contents that nothing refers to any more from the index. Their files stay for {@link
 * BlobLimits#orphanAge}, so that a reader or a backup under way is not disturbed; the sweep takes
 * them then.
 */
public final class Release {
    private static final String DELETE =
            """
            DELETE FROM blobs WHERE sha256 = :sha256
            AND NOT EXISTS (SELECT 1 FROM run_blobs r WHERE r.sha256 = blobs.sha256)
            RETURNING size, data IS NULL AS filed\
            """;

    private Release() {}

    /**
     * Removes what is no longer referred to.
     *
     * @param blobs where the files are
     * @param handle of the writer's transaction, after the references were deleted
     * @param candidates digests that have lost a reference
     * @return how many bytes of content were removed
     */
    public static long unreferenced(Blobs blobs, Handle handle, Collection<Sha256> candidates) {
        long freed = 0;
        for (Sha256 sha256 : candidates) {
            freed +=
                    handle.createQuery(DELETE)
                            .bind("sha256", sha256.hex())
                            .map((row, _) -> {
                                long size = row.getLong("size");
                                if (row.getBoolean("filed")) {
                                    blobs.files().refresh(sha256, size);
                                }
                                return size;
                            })
                            .findOne()
                            .orElse(0L);
        }
        return freed;
    }
}
