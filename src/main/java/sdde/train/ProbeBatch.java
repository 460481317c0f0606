package sdde.train;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import sdde.config.UserError;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.train.network.Layout;
import sdde.train.plain.PlainDiversity;
import sdde.train.plain.Tensors;

/** What a step sees in a {@link Probe}: a batch of its own for each member, of which the last one's is the common one. */
final class ProbeBatch {
    private static final int IMAGES = 16;

    private final List<ByteBuffer> inputs = new ArrayList<>();
    private final List<long[]> labels = new ArrayList<>();
    private final Layout layout;
    private final Shape shape;

    /** @param first row of the images */
    ProbeBatch(Images images, int first, Layout layout, Normalisation normalisation) {
        if (images.size() < first + size(layout)) {
            throw new UserError("a probe needs %d images, got %d".formatted(2 * size(layout), images.size()));
        }
        this.layout = layout;
        this.shape = new Shape(IMAGES, images.channels(), images.height(), images.width());
        BatchWriter writer = new BatchWriter(images, normalisation.over(images.channels()), Augmentation.NONE);
        for (int from = first; from < first + size(layout); from += IMAGES) {
            int[] rows = IntStream.range(from, from + IMAGES).toArray();
            ImageBuffer buffer = new ImageBuffer(IMAGES * images.shape().bytes());
            writer.write(rows, 0, buffer.clear());
            inputs.add(buffer.written());
            labels.add(
                    Arrays.stream(rows).mapToLong(row -> images.labels()[row]).toArray());
        }
    }

    /** Images that it takes. */
    static int size(Layout layout) {
        return layout.members() * IMAGES;
    }

    StepInput input(double rate) {
        return new StepInput(inputs, labels, shape, layout.members() - 1, 1, rate, null);
    }

    /** What the term of the common batch should be. @param parameters of all members, in the order of the layout */
    double term(PlainDiversity plain, double[] parameters) {
        ByteBuffer last = inputs.get(inputs.size() - 1);
        FloatBuffer pixels = last.duplicate().order(last.order()).asFloatBuffer();
        double[][] images = new double[IMAGES][pixels.remaining() / IMAGES];
        for (double[] image : images) {
            Arrays.setAll(image, at -> pixels.get());
        }
        int[] common = Arrays.stream(labels.get(labels.size() - 1))
                .mapToInt(Math::toIntExact)
                .toArray();
        List<Tensors> members = IntStream.range(0, layout.members())
                .mapToObj(member -> tensors(parameters, member))
                .toList();
        return plain.term(members, images, common);
    }

    private Tensors tensors(double[] parameters, int member) {
        Map<String, double[]> byName = new HashMap<>();
        for (int k = 0; k < layout.tensors().size(); k++) {
            int from = layout.offset(k, member);
            int length = Math.toIntExact(layout.tensors().get(k).size());
            byName.put(layout.tensors().get(k).name(), Arrays.copyOfRange(parameters, from, from + length));
        }
        return name -> Objects.requireNonNull(byName.get(name), name);
    }
}
