package sdde.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sdde.config.Choice;
import sdde.data.Images;
import sdde.run.RunSpec;

/** 72 images in batches of 16: four of 16 and one of 8. */
class FeedTest {
    private static Feed feed(Choice method, int members) {
        RunSpec spec = SmallRun.spec(method, members, 3);
        return new Feed(spec, SmallRun.method(spec), SmallRun.data());
    }

    private static Feed feed(String method, int members) {
        return feed(Choice.of(method), members);
    }

    private static float[] pixels(StepInput input, int member) {
        float[] pixels = new float[input.images().get(member).asFloatBuffer().remaining()];
        input.images().get(member).asFloatBuffer().get(pixels);
        return pixels;
    }

    @Test
    void anEpochHasEveryImageOnceAndASmallerLastBatch() {
        Feed feed = feed("de", 2);
        int[] counts = new int[SmallRun.CLASSES];
        List<Long> sizes = new ArrayList<>();
        for (int step = 0; step < feed.steps(); step++) {
            StepInput input = feed.input(1, step, 0.1);
            sizes.add(input.shape().get(0));
            for (long label : input.labels().get(1)) {
                counts[(int) label]++;
            }
        }

        assertThat(sizes).containsExactly(16L, 16L, 16L, 16L, 8L);
        assertThat(counts).containsExactly(8, 8, 7, 7, 7, 7, 7, 7, 7, 7);
    }

    @Test
    void membersOfADeepEnsembleSeeBatchesOfTheirOwn() {
        StepInput input = feed("de", 3).input(1, 0, 0.1);

        assertThat(input.isShared()).isFalse();
        assertThat(input.images()).hasSize(3);
        assertThat(pixels(input, 0)).isNotEqualTo(pixels(input, 1));
        assertThat(pixels(input, 1)).isNotEqualTo(pixels(input, 2));
    }

    @Test
    void otherMethodsShareOne() {
        assertThat(feed("ncl", 3).input(1, 0, 0.1).isShared()).isTrue();
        assertThat(feed("adp", 3).input(1, 0, 0.1).isShared()).isTrue();
    }

    @Test
    void diceHasEquallyManyOfEachClassOfABatch() {
        Feed feed = feed(Choice.of("dice", Map.of("samples_per_class", 4)), 3);

        for (int step = 0; step < feed.steps(); step++) {
            long[] labels = feed.input(2, step, 0.1).labels().get(0);
            assertThat(labels).hasSize(16);
            assertThat(Arrays.stream(labels).distinct()).hasSize(4).allSatisfy(label -> assertThat(
                            Arrays.stream(labels).filter(other -> other == label))
                    .hasSize(4));
        }
    }

    @Test
    void aMembersBatchesDoNotDependOnHowManyThereAre() {
        float[] ofTwo = pixels(feed("de", 2).input(2, 3, 0.1), 1);

        assertThat(pixels(feed("de", 5).input(2, 3, 0.1), 1)).isEqualTo(ofTwo);
    }

    @Test
    void methodsOfOneSeedSeeTheSame() {
        float[] plain = pixels(feed("de", 3).input(2, 1, 0.1), 2);

        assertThat(pixels(feed("sdde", 3).input(2, 1, 0.1), 2)).isEqualTo(plain);
    }

    @Test
    void aStepDependsOnNothingThatCameBefore() {
        Feed used = feed("sdde", 3);
        IntStream.range(0, used.steps()).forEach(step -> used.input(1, step, 0.1));
        StepInput resumed = feed("sdde", 3).input(2, 4, 0.05);
        float[] expected = pixels(resumed, 2);
        StepInput input = used.input(2, 4, 0.05);

        assertThat(pixels(input, 2)).isEqualTo(expected);
        assertThat(input.diversityMember()).isEqualTo(resumed.diversityMember());
        assertThat(input.epoch()).isEqualTo(2);
        assertThat(input.rate()).isEqualTo(0.05);
    }

    @Test
    void everyEpochHasItsOwnOrderAndAugmentation() {
        Feed feed = feed("de", 2);
        float[] first = pixels(feed.input(1, 0, 0.1), 0);

        assertThat(pixels(feed.input(2, 0, 0.1), 0)).isNotEqualTo(first);
    }

    @Test
    void everyMembersBatchIsTheDiversityBatchAtTimes() {
        Feed feed = feed("sdde", 3);
        List<Integer> members = IntStream.range(0, 15)
                .mapToObj(i -> feed.input(1 + i / 5, i % 5, 0.1).diversityMember())
                .toList();

        assertThat(members).contains(0, 1, 2).allMatch(member -> member >= 0 && member < 3);
    }

    @Test
    void outliersAreNeededWhereTheMethodLearnsFromThem() {
        RunSpec spec = SmallRun.spec(Choice.of("oe", Map.of("outliers", "fashion-mnist")), 2, 1);
        Images images = SmallRun.images(20, 1);
        TrainingData none = new TrainingData(
                images, images, SmallRun.CLASSES, SmallRun.data().normalisation(), null);

        assertThatThrownBy(() -> new Feed(spec, SmallRun.method(spec), none))
                .hasMessage("outliers 'fashion-mnist' were not loaded");
        assertThat(new Feed(spec, SmallRun.method(spec), SmallRun.data())
                        .input(1, 0, 0.1)
                        .outliers())
                .isNotNull();
    }
}
