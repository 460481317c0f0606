package sdde.train;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import sdde.config.Choice;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.run.Npy;
import sdde.run.RunSpec;
import sdde.run.Seeds;
import sdde.train.method.Method;
import sdde.train.method.Methods;
import sdde.train.network.Layout;
import sdde.train.plain.PlainDiversity;

/**
 * What training does, seen from outside: how far each member is from where it started, and what one step from the trained
 * weights does to them beside what the run's words say it should. The second is asked of {@link PlainDiversity}: its term, and
 * the slopes of the term along random directions by central differences.
 */
public final class Probe {
    private static final int DIRECTIONS = 6;

    /** Of a parameter's usual size; float64 leaves some eight digits of a slope, and hardly a ReLU turns on the way. */
    private static final double STEP = 1e-7;

    private final RunSpec spec;
    private final Ensemble ensemble;
    private final Dataset.Facts facts;
    private final Layout layout;

    /** @param ensemble with the trained weights, which it has afterwards too. @param facts of the set it was trained on */
    public Probe(RunSpec spec, Ensemble ensemble, Dataset.Facts facts) {
        this.spec = spec;
        this.ensemble = ensemble;
        this.facts = facts;
        this.layout = ensemble.parameterLayout();
    }

    /**
     * Arrays by name.
     *
     * <ul>
     *   <li>{@code apart} (N, N) float64: largest difference of a parameter between two members before training
     *   <li>{@code turned} (N) float64: 1 - cosine between a member's parameters before and after training
     *   <li>{@code term} (2) float64: the diversity term by the step and as it should be; where {@link PlainDiversity} knows
     *       the method and the weight is not 0
     *   <li>{@code slopes} (2, K) float64: slopes of it along K directions, those of the step's update by the run's λ
     * </ul>
     *
     * @param images at least two batches for each member
     */
    public Map<String, Npy> of(Images images) {
        float[] trained = numbers();
        Map<String, Npy> arrays = new LinkedHashMap<>();
        float[] start = layout.draw(spec.seed());
        int n = layout.members();
        double[] apart = new double[n * n];
        Arrays.setAll(apart, ij -> apart(member(start, ij / n), member(start, ij % n)));
        double[] turned = new double[n];
        Arrays.setAll(turned, i -> 1 - cosine(member(start, i), member(trained, i)));
        arrays.put("apart", Npy.float64(apart, n, n));
        arrays.put("turned", Npy.float64(turned, n));
        if (lambda() > 0) {
            PlainDiversity.of(spec).ifPresent(plain -> compare(plain, images, trained, arrays));
        }
        return arrays;
    }

    private double lambda() {
        return spec.method().parameters().get("lambda") instanceof Number number ? number.doubleValue() : 0;
    }

    private void compare(PlainDiversity plain, Images images, float[] trained, Map<String, Npy> arrays) {
        ProbeBatch batch = new ProbeBatch(images, ProbeBatch.size(layout), layout, facts.normalisation());
        step(
                spec.method(),
                new ProbeBatch(images, 0, layout, facts.normalisation())); // what is kept between steps is kept now
        restore(trained);
        step(Choice.of("de"), batch);
        float[] without = numbers();
        restore(trained);
        double term = step(spec.method(), batch).diversity();
        float[] with = numbers();
        restore(trained);
        double[] centre = doubles(trained);
        SplittableRandom random = new SplittableRandom(Seeds.of(spec.seed(), "probe"));
        double[] slopes = new double[2 * DIRECTIONS];
        for (int k = 0; k < DIRECTIONS; k++) {
            double[] direction = direction(centre, random);
            slopes[k] = IntStream.range(0, centre.length)
                    .mapToDouble(p -> ((double) without[p] - with[p]) * direction[p])
                    .sum();
            double ahead = batch.term(plain, moved(centre, direction, STEP));
            double behind = batch.term(plain, moved(centre, direction, -STEP));
            slopes[DIRECTIONS + k] = (ahead - behind) / (2 * STEP);
        }
        arrays.put("term", Npy.float64(new double[] {term, batch.term(plain, centre)}, 2));
        arrays.put("slopes", Npy.float64(slopes, 2, DIRECTIONS));
    }

    /** Plain descent, no momentum, no decay; at this rate the weighted term moves a parameter by its own gradient. */
    private StepReport step(Choice choice, ProbeBatch batch) {
        Method method = Methods.REGISTRY.create(choice);
        Nesterov descent = new Nesterov(ensemble.manager(), layout.size(), 0, 0);
        return new TrainingStep(ensemble, method, descent, null, spec.train().lossReduction())
                .run(batch.input(1 / lambda()));
    }

    private void restore(float[] trained) {
        Ensemble.overwrite(ensemble.parameters(), FloatBuffer.wrap(trained));
    }

    private float[] numbers() {
        return ensemble.parameters().toFloatArray();
    }

    /** Normal, as large as the parameters of its tensor are. */
    private double[] direction(double[] centre, SplittableRandom random) {
        double[] direction = new double[centre.length];
        for (int k = 0; k < layout.tensors().size(); k++) {
            int from = layout.offset(k, 0);
            int to = from
                    + layout.members() * Math.toIntExact(layout.tensors().get(k).size());
            double size = Math.sqrt(
                    Arrays.stream(centre, from, to).map(v -> v * v).average().orElse(0));
            for (int p = from; p < to; p++) {
                direction[p] = size * random.nextGaussian();
            }
        }
        return direction;
    }

    private static double[] moved(double[] centre, double[] direction, double by) {
        double[] moved = new double[centre.length];
        Arrays.setAll(moved, p -> centre[p] + by * direction[p]);
        return moved;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private double[] member(float[] flat, int member) {
        return IntStream.range(0, layout.tensors().size())
                .flatMap(k -> IntStream.range(
                        layout.offset(k, member),
                        layout.offset(k, member)
                                + Math.toIntExact(layout.tensors().get(k).size())))
                .mapToDouble(at -> flat[at])
                .toArray();
    }

    private static double apart(double[] x, double[] y) {
        return IntStream.range(0, x.length)
                .mapToDouble(i -> Math.abs(x[i] - y[i]))
                .max()
                .orElse(0);
    }

    private static double cosine(double[] x, double[] y) {
        return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
    }

    private static double dot(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum();
    }
}
