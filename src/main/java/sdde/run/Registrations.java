package sdde.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sdde.config.Claim;
import sdde.config.ReportChoice;

/**
 * {@code runs/.sweeps/<sweep>/claims.jsonl}: what a sweep claimed at each start at which that had changed, oldest first.
 * Only ever appended to, so a claim that was written down after its runs had begun cannot pass for an earlier one.
 */
public record Registrations(List<Registration> all) {
    /**
     * How a claim came to be.
     *
     * @param hash of the claim, 16 hex digits
     * @param first where it was first written down
     * @param withdrawn no longer in the file at the last start
     */
    public record Standing(Claim claim, String hash, Registration first, boolean withdrawn) {
        /** Written down before any run of the plan had begun; else it is post hoc. */
        public boolean isPreRegistered() {
            return first.begun() == 0;
        }

        /** {@code pre-registered}; {@code post hoc: 3 of 10 runs had begun}. */
        public String words() {
            return isPreRegistered()
                    ? "pre-registered"
                    : "post hoc: %d of %d runs had begun".formatted(first.begun(), first.runs());
        }
    }

    public Registrations {
        all = List.copyOf(all);
    }

    /** Those of a sweep; none if it never claimed anything. */
    public static Registrations of(Home home, String sweep) {
        Path file = file(home, sweep);
        List<Registration> found = new ArrayList<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                parse(line, found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new Registrations(found);
    }

    /** Appends what is claimed now, unless the last line says the same or nothing was ever claimed. */
    public static void note(Home home, String sweep, Registration now) {
        Registrations before = of(home, sweep);
        boolean same = before.all.isEmpty()
                ? now.claims().isEmpty() && now.report().equals(ReportChoice.NONE)
                : before.last().hash().equals(now.hash());
        if (same) {
            return;
        }
        Path file = file(home, sweep);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // a line of its own even after half a one
            Files.writeString(file, "\n" + Json.line(now) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
    }

    /** Every claim ever made, once each by its content, in the order in which they were first made. */
    public List<Standing> claims() {
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (Registration registration : all) {
            for (Claim claim : registration.claims()) {
                boolean kept =
                        last().claims().stream().anyMatch(now -> now.content().equals(claim.content()));
                standings.putIfAbsent(
                        claim.content(),
                        new Standing(claim, Hashes.of(claim.content()).substring(0, 16), registration, !kept));
            }
        }
        return List.copyOf(standings.values());
    }

    /** What the file chose for its report at the last start. */
    public ReportChoice report() {
        return all.isEmpty() ? ReportChoice.NONE : last().report();
    }

    private Registration last() {
        return all.get(all.size() - 1);
    }

    private static Path file(Home home, String sweep) {
        return home.plans(sweep).resolve("claims.jsonl");
    }

    private static void parse(String line, List<Registration> into) {
        if (line.isBlank()) {
            return;
        }
        try {
            into.add(Json.MAPPER.readValue(line, Registration.class));
        } catch (JsonProcessingException torn) {
            // half a line, left by a crash: its start began no run
        }
    }
}
