package sdde.train;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Batches;
import sdde.data.Images;
import sdde.run.RunSpec;
import sdde.run.Seeds;
import sdde.train.method.Method;
import sdde.train.method.Method.Batching;
import sdde.train.method.OutlierSource;

/**
 * Makes the input of every step from the run's seed and the numbers of epoch and step alone: nothing it draws depends on
 * what was drawn before, nor member i's batches on how many members there are.
 */
final class Feed {
    private final RunSpec spec;
    private final Method method;
    private final Images images;
    private final BatchWriter writer;
    private final @Nullable OutlierFeed outliers;
    private final List<ImageBuffer> buffers = new ArrayList<>();
    private final int steps;
    private int epoch; // of the orders below; 0 before the first
    private List<Batches> orders = List.of();

    Feed(RunSpec spec, Method method, TrainingData data) {
        this.spec = spec;
        this.method = method;
        this.images = data.train();
        this.writer = new BatchWriter(
                images, data.normalisation(), Augmentation.of(spec.train().augmentation()));
        this.outliers = method.outlierSource()
                .map(source -> outliers(spec.seed(), source, data))
                .orElse(null);
        int distinct = method.batching() == Batching.OWN ? spec.ensembleSize() : 1;
        for (int i = 0; i < distinct; i++) {
            buffers.add(
                    new ImageBuffer(spec.train().batchSize() * images.shape().bytes()));
        }
        this.steps = order(0, 1).steps();
    }

    /** In an epoch. */
    int steps() {
        return steps;
    }

    /** @param step in the epoch, from 0. The input is good until the next call. */
    StepInput input(int wantedEpoch, int step, double rate) {
        if (epoch != wantedEpoch) {
            orders = IntStream.range(0, buffers.size())
                    .mapToObj(member -> order(member, wantedEpoch))
                    .toList();
            epoch = wantedEpoch;
        }
        List<ByteBuffer> pixels = new ArrayList<>();
        List<long[]> labels = new ArrayList<>();
        for (int member = 0; member < buffers.size(); member++) {
            int[] rows = orders.get(member).rows(step);
            writer.write(
                    rows,
                    Seeds.of(spec.seed(), "augment", member, epoch, step),
                    buffers.get(member).clear());
            pixels.add(buffers.get(member).written());
            labels.add(
                    Arrays.stream(rows).mapToLong(row -> images.labels()[row]).toArray());
        }
        Shape shape = new Shape(labels.get(0).length, images.channels(), images.height(), images.width());
        StepInput.Outliers common = outliers == null ? null : outliers.batch(epoch, step);
        return new StepInput(pixels, labels, shape, diversityMember(step), epoch, rate, common);
    }

    private static OutlierFeed outliers(long seed, OutlierSource source, TrainingData data) {
        if (data.outliers() == null) {
            throw new IllegalArgumentException("outliers '" + source.name() + "' were not loaded");
        }
        return new OutlierFeed(seed, data.outliers(), source.batchSize(), data.normalisation());
    }

    private Batches order(int member, int wantedEpoch) {
        long seed = Seeds.of(spec.seed(), "shuffle", member, wantedEpoch);
        int batch = spec.train().batchSize();
        return method.batching() == Batching.BALANCED
                ? Batches.balanced(images.labels(), batch, method.samplesPerClass(), seed)
                : Batches.shuffled(images.size(), batch, seed);
    }

    private int diversityMember(int step) {
        return new SplittableRandom(Seeds.of(spec.seed(), "diversity-member", epoch, step))
                .nextInt(spec.ensembleSize());
    }
}
