package sdde.run;

import java.util.List;
import sdde.config.Claim;
import sdde.config.ReportChoice;

/**
 * What a sweep file claimed when it was started; a line of {@code claims.jsonl}.
 *
 * @param time milliseconds since 1970, UTC
 * @param plan hash of the plan that was started
 * @param runs of that plan
 * @param begun runs of that plan that had begun by then, for whichever sweep
 * @param claims in the order of the file
 * @param report what the file chose for its report
 */
public record Registration(long time, String plan, int runs, int begun, List<Claim> claims, ReportChoice report) {
    public Registration {
        claims = List.copyOf(claims);
    }

    /** Of claims and choices; names and spelling of numbers change nothing. */
    public String hash() {
        return Hashes.of(Json.line(List.of(claims.stream().map(Claim::content).toList(), report)))
                .substring(0, 16);
    }
}
