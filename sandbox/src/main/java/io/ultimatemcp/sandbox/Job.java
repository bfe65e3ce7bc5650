package io.ultimatemcp.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One program with everything that it is given. Nothing is checked here: {@link Sandbox#start}
 * checks all and refuses with the name of the field.
 *
 * @param program what runs, in {@code /work}
 * @param args arguments of a script; of a command they follow its argv
 * @param env variables beside the harmless ones of the sandbox
 * @param stdin what the program reads on standard input, then end of file
 * @param files what it finds under {@code /work}
 * @param limits what it may use
 * @param allowHosts what it may reach on the network, as {@code host}, {@code host:port} or {@code
 *     *.name}; empty when nothing
 */
public record Job(
        Program program,
        List<String> args,
        Map<String, String> env,
        Bytes stdin,
        List<InputFile> files,
        Limits limits,
        List<String> allowHosts) {

    /** Copies the collections. */
    public Job {
        args = List.copyOf(args);
        env = Map.copyOf(env);
        files = List.copyOf(files);
        allowHosts = List.copyOf(allowHosts);
    }

    /** One that reaches nothing on the network. */
    public Job(
            Program program,
            List<String> args,
            Map<String, String> env,
            Bytes stdin,
            List<InputFile> files,
            Limits limits) {
        this(program, args, env, stdin, files, limits, List.of());
    }

    /** What is wrong with it, by field; empty when it may be started. */
    public Optional<Refusal.Invalid> fault() {
        return Admission.fault(this);
    }

    /** A script without arguments, variables, input or files, under the standard limits. */
    public static Job script(Language language, String code) {
        return of(new Program.Script(language, Bytes.utf8(code)));
    }

    /** A command without variables, input, files or binds, under the standard limits. */
    public static Job command(String... argv) {
        return of(new Program.Command(List.of(argv), List.of()));
    }

    private static Job of(Program program) {
        return new Job(program, List.of(), Map.of(), Bytes.empty(), List.of(), Limits.standard());
    }

    /** The same with other arguments. */
    public Job withArgs(List<String> others) {
        return new Job(program, others, env, stdin, files, limits, allowHosts);
    }

    /** The same with other variables. */
    public Job withEnv(Map<String, String> others) {
        return new Job(program, args, others, stdin, files, limits, allowHosts);
    }

    /** The same with another standard input. */
    public Job withStdin(Bytes other) {
        return new Job(program, args, env, other, files, limits, allowHosts);
    }

    /** The same with other files. */
    public Job withFiles(List<InputFile> others) {
        return new Job(program, args, env, stdin, others, limits, allowHosts);
    }

    /** The same under other limits. */
    public Job withLimits(Limits others) {
        return new Job(program, args, env, stdin, files, others, allowHosts);
    }

    /** The same that may reach other hosts. */
    public Job withAllowHosts(List<String> others) {
        return new Job(program, args, env, stdin, files, limits, others);
    }
}
