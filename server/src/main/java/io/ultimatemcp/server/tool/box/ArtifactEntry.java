package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.server.tool.Field;

/** One file that a run left, as results show it. */
public record ArtifactEntry(
        @Field("Path relative to /work.") String path,
        @Field("Size in bytes.") long size,
        @Field("MIME type guessed from the name.") String mimeType,
        @Field("SHA-256 of the content in hex.") String sha256,
        @Field("Resource URI of the content.") String uri) {}
