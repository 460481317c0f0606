package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Choice;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunFiles;
import sdde.run.RunState;
import sdde.schedule.Summary;

class VerificationTest {
    @TempDir
    Path folder;

    @Test
    void callsEqualBytesBitwise() {
        Verification.Comparison comparison = compare(MadeRun.de(), MadeRun.de());

        assertThat(comparison.verdict()).isEqualTo(Verification.Verdict.BITWISE);
        assertThat(comparison.largestDifference()).isZero();
        assertThat(comparison.weights().shown()).startsWith("= ").hasSize(14);
        assertThat(comparison.notes()).isEmpty();
    }

    @Test
    void allowsWhatLiesWithinTolerance() {
        MadeRun again = MadeRun.de().weights(1, 2, 3.0001f).logits(0.5f, 1, -1, 2.0005f);

        Verification.Comparison comparison = compare(MadeRun.de(), again);

        assertThat(comparison.verdict()).isEqualTo(Verification.Verdict.WITHIN_TOLERANCE);
        assertThat(comparison.largestDifference()).isBetween(0.0004, 0.0006);
        assertThat(comparison.logits().shown()).startsWith("≠ ");
    }

    @Test
    void doesNotCallOtherWeightsBitwise() {
        assertThat(compare(MadeRun.de(), MadeRun.de().weights(1, 2, 4)).verdict())
                .isEqualTo(Verification.Verdict.WITHIN_TOLERANCE);
    }

    @Test
    void findsLogitsThatDiffer() {
        assertThat(compare(MadeRun.de(), MadeRun.de().logits(0.5f, 1, -1, 2.5f)).verdict())
                .isEqualTo(Verification.Verdict.DIFFERENT);
        assertThat(compare(MadeRun.de(), MadeRun.de().logits(0.5f, 1, -1, Float.NaN))
                        .verdict())
                .isEqualTo(Verification.Verdict.DIFFERENT);
        assertThat(compare(MadeRun.de(), MadeRun.de().logits(0.5f, 1)).verdict())
                .isEqualTo(Verification.Verdict.DIFFERENT);
    }

    @Test
    void findsFilesThatWereChangedAfterwards() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Home scratch = new Home(folder.resolve("scratch"));
        Member member = MadeRun.de().in(home);
        MadeRun.de().in(scratch);
        Path weights = RunFiles.of(home.runs(), member.id()).weights();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);

        Verification.Comparison comparison =
                new Verification(home, 1e-3).compare(member, scratch, summary(member, RunState.SUCCEEDED));

        assertThat(comparison.verdict()).isEqualTo(Verification.Verdict.DIFFERENT);
        assertThat(comparison.notes()).containsExactly("its files are not those that its result.json vouches for");
    }

    @Test
    void callsARunDifferentThatDoesNotSucceedAgain() {
        Home home = new Home(folder.resolve("home"));
        Member member = MadeRun.de().in(home);

        Verification.Comparison comparison = new Verification(home, 1e-3)
                .compare(member, new Home(folder.resolve("scratch")), summary(member, RunState.DIVERGED));

        assertThat(comparison.verdict()).isEqualTo(Verification.Verdict.DIFFERENT);
        assertThat(comparison.notes()).containsExactly("trained again, it ended as DIVERGED");
    }

    @Test
    void drawsTheSampleByItsSeedInPlanOrder() {
        List<Member> runs = LongStream.range(0, 20)
                .mapToObj(seed -> new MadeRun(Choice.of("de"), seed).member())
                .toList();

        List<Member> sample = VerifyCommand.sample(runs, 5, 0);

        assertThat(sample).hasSize(5).isEqualTo(VerifyCommand.sample(runs, 5, 0));
        assertThat(runs).containsSubsequence(sample);
        assertThat(VerifyCommand.sample(runs, 5, 1)).isNotEqualTo(sample);
        assertThat(VerifyCommand.sample(runs, 100, 0)).isEqualTo(runs);
    }

    private Verification.Comparison compare(MadeRun stored, MadeRun again) {
        Home home = new Home(folder.resolve("home"));
        Home scratch = new Home(folder.resolve("scratch"));
        Member member = stored.in(home);
        again.in(scratch);
        return new Verification(home, 1e-3).compare(member, scratch, summary(member, RunState.SUCCEEDED));
    }

    private static Summary summary(Member member, RunState state) {
        return new Summary(Map.of(member, state), 0, Map.of(), false, null);
    }
}
