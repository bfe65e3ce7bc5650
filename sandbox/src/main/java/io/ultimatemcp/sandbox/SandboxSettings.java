package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.egress.EgressSettings;
import io.ultimatemcp.sandbox.output.Space;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a sandbox is set up; read once, when it opens.
 *
 * @param places jobs that may run at the same time; more are refused as {@link Refusal.Busy}; 1 to
 *     256
 * @param warm interpreters started ahead of each language; 0 to 16, 0 starts every job cold
 * @param toolchain directory of the operator with further packages, seen read-only as {@code
 *     /opt/toolchain}; its {@code bin} and {@code python} come first on PATH and PYTHONPATH, its
 *     {@code node_modules} on NODE_PATH
 * @param tier which isolation stands around every job
 * @param ociRuntime name or absolute path of the runtime command of {@link Tier#T3}
 * @param egress what runs may reach on the network
 * @param contents memory that the contents of all results share
 */
public record SandboxSettings(
        int places,
        int warm,
        Optional<Path> toolchain,
        Tier tier,
        String ociRuntime,
        EgressSettings egress,
        Space.Contents contents) {
    /** Two places for each processor, at least four; one warm interpreter for each processor. */
    public static SandboxSettings standard() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new SandboxSettings(
                Math.clamp(2L * processors, 4, 256),
                Math.clamp(processors, 1, 16),
                Optional.empty(),
                Tier.AUTO,
                "crun",
                EgressSettings.none(),
                Space.Contents.ofHeap());
    }

    /** Checks the ranges. */
    public SandboxSettings {
        if (places < 1 || places > 256) {
            throw new IllegalArgumentException("places must be 1 to 256, not " + places);
        }
        if (warm < 0 || warm > 16) {
            throw new IllegalArgumentException("warm must be 0 to 16, not " + warm);
        }
    }

    /** The same with another number of places. */
    public SandboxSettings withPlaces(int count) {
        return new SandboxSettings(count, warm, toolchain, tier, ociRuntime, egress, contents);
    }

    /** The same with another number of warm interpreters. */
    public SandboxSettings withWarm(int count) {
        return new SandboxSettings(places, count, toolchain, tier, ociRuntime, egress, contents);
    }

    /** The same with a directory of further packages. */
    public SandboxSettings withToolchain(Path directory) {
        return new SandboxSettings(
                places, warm, Optional.of(directory), tier, ociRuntime, egress, contents);
    }

    /** The same on another rung; {@code runtime} counts for {@link Tier#T3} alone. */
    public SandboxSettings withTier(Tier other, String runtime) {
        return new SandboxSettings(places, warm, toolchain, other, runtime, egress, contents);
    }

    /** The same with other hosts to reach. */
    public SandboxSettings withEgress(EgressSettings other) {
        return new SandboxSettings(places, warm, toolchain, tier, ociRuntime, other, contents);
    }

    /** The same with other memory for the contents of results. */
    public SandboxSettings withContents(Space.Contents other) {
        return new SandboxSettings(places, warm, toolchain, tier, ociRuntime, egress, other);
    }
}
