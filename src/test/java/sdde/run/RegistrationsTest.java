package sdde.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.config.Claim;
import sdde.config.ReportChoice;

class RegistrationsTest {
    private static final Claim FIRST = claim("C1", 0.01);
    private static final Claim SECOND = claim("C2", 0.5);

    @TempDir
    private Path folder;

    private static Claim claim(String name, double margin) {
        return new Claim(
                name,
                new Claim.Endpoint("auroc", "ood-near", "logit-average", "-"),
                new Claim.Contrast(Claim.Side.METHOD, "sdde", "de"),
                margin);
    }

    private void start(long time, int begun, Claim... claims) {
        Registrations.note(
                new Home(folder),
                "s",
                new Registration(time, "0123456789abcdef", 10, begun, Arrays.asList(claims), ReportChoice.NONE));
    }

    private Registrations read() {
        return Registrations.of(new Home(folder), "s");
    }

    @Test
    void aClaimOfBeforeTheFirstRunIsPreRegisteredForGood() {
        start(1, 0, FIRST);
        start(2, 4, FIRST);

        assertThat(read().all()).hasSize(1);
        assertThat(read().claims()).singleElement().satisfies(standing -> {
            assertThat(standing.isPreRegistered()).isTrue();
            assertThat(standing.words()).isEqualTo("pre-registered");
            assertThat(standing.first().time()).isEqualTo(1);
            assertThat(standing.hash()).hasSize(16);
        });
    }

    @Test
    void anEditedClaimIsPostHocAndTheOldOneStays() {
        start(1, 0, FIRST);
        start(2, 4, claim("C1", 0.02), SECOND);

        assertThat(read().claims())
                .extracting(standing -> standing.claim().margin() + " " + standing.words() + " " + standing.withdrawn())
                .containsExactly(
                        "0.01 pre-registered true",
                        "0.02 post hoc: 4 of 10 runs had begun false",
                        "0.5 post hoc: 4 of 10 runs had begun false");
    }

    @Test
    void anotherNameIsNoOtherClaim() {
        start(1, 0, FIRST);
        start(2, 4, claim("renamed", 0.01));

        assertThat(read().claims()).singleElement().matches(standing -> standing.isPreRegistered());
    }

    @Test
    void withoutClaimsNothingIsWritten() {
        start(1, 0);

        assertThat(folder).isEmptyDirectory();
        assertThat(read().claims()).isEmpty();
        assertThat(read().report()).isEqualTo(ReportChoice.NONE);
    }

    @Test
    void whatIsTakenBackIsRecordedToo() {
        start(1, 0, FIRST);
        start(2, 4);

        assertThat(read().all()).hasSize(2);
        assertThat(read().claims()).singleElement().matches(standing -> standing.withdrawn());
    }

    @Test
    void halfALineOfACrashIsPassedOver() throws IOException {
        start(1, 0, FIRST);
        Path file = folder.resolve("runs/.sweeps/s/claims.jsonl");
        Files.writeString(file, "{\"time\": 2, \"cla", StandardOpenOption.APPEND);
        start(3, 4, SECOND);

        assertThat(read().all()).extracting(Registration::time).containsExactly(1L, 3L);
    }

    @Test
    void aPlanOfBeforeClaimsCanBeRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("plan.json"),
                "{\"sweep\":\"s\",\"description\":\"\",\"time\":1,\"members\":[],\"expanded\":0,\"merged\":0,"
                        + "\"exclusions\":[],\"text\":\"\"}");

        FrozenPlan plan = Json.read(file, FrozenPlan.class);

        assertThat(plan.claims()).isEmpty();
        assertThat(plan).isEqualTo(new FrozenPlan("s", "", 1, List.of(), 0, 0, List.of(), ""));
    }
}
