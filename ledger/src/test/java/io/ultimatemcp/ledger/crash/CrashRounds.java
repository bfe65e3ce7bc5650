package io.ultimatemcp.ledger.crash;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** Many crashes of one ledger, from a command line: {@code CrashRounds ROUNDS SEED PLACE…}. */
public final class CrashRounds {
    private static final int MOST_ACKNOWLEDGEMENTS = 400;

    private CrashRounds() {}

    /**
     * Crashes and reports; exit code 1 at the first broken promise.
     *
     * @param arguments how many rounds, the seed of the moments, and a {@link Place}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        var random = new Random(Long.parseLong(arguments[1]));
        var place = new Place(List.of(arguments).subList(2, arguments.length));
        var seen = new HashSet<String>();
        var inspected = new HashSet<String>();
        for (int i = 1; i <= rounds; i++) {
            Round round =
                    Round.run(place, 1 + random.nextInt(MOST_ACKNOWLEDGEMENTS), seen, inspected);
            System.out.printf(
                    "round %d: acknowledged %d, stored in all %d, lost %d, broken %d%n",
                    i,
                    round.acknowledged(),
                    round.stored(),
                    round.lost().size(),
                    round.broken().size());
            if (!round.isClean()) {
                System.out.println(round);
                System.exit(1);
            }
        }
    }
}
