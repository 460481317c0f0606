package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sdde.config.FromFiles;
import sdde.run.RunSpec;
import sdde.train.loss.OutlierExposure;
import sdde.train.loss.Scalars;

/**
 * {@link SaliencyDiversity} and {@link OutlierExposure} on images of no class, {@code lambda SDDE + exposure OE} (the paper's
 * SDDE with an out-of-distribution set; authors' {@code scripts/uni/gradcam-oe}): the label of an image is the arg-max of
 * the members' mean logits.
 *
 * @param exposure weight of outlier exposure
 * @param outliers see {@link OutlierSource#name}
 */
record SaliencyOnOutliers(double lambda, double exposure, String outliers, String outliersSha256, int outlierBatchSize)
        implements Method, FromFiles {
    static final SaliencyOnOutliers DEFAULT = new SaliencyOnOutliers(0.1, 0.5, "", "", OutlierSource.AUTHORS_BATCH);

    SaliencyOnOutliers {
        Lambda.check(lambda);
        Lambda.nonNegative("exposure", exposure);
        new OutlierSource(outliers, outliersSha256, outlierBatchSize);
    }

    private OutlierSource source() {
        return new OutlierSource(outliers, outliersSha256, outlierBatchSize);
    }

    @Override
    public Optional<OutlierSource> outlierSource() {
        return Optional.of(source());
    }

    @Override
    public SortedMap<String, Object> contents() {
        return source().contents();
    }

    @Override
    public Batching batching() {
        return Batching.OWN;
    }

    @Override
    public boolean separateForward() {
        return true;
    }

    /** Weighted already: the two weights are independent, and either may be 0. */
    @Override
    public NDArray diversity(Step step) {
        NDArray saliency = SaliencyDiversity.DEFAULT.diversity(step); // ()
        NDArray exposed = OutlierExposure.loss(step.forward().logits()); // ()
        return Scalars.times(saliency, lambda).add(Scalars.times(exposed, exposure));
    }

    @Override
    public double weight(int epoch) {
        return 1;
    }

    @Override
    public List<String> problems(RunSpec run, int classes) {
        List<String> problems = new ArrayList<>(Method.super.problems(run, classes));
        problems.addAll(source().problems("sdde-ood", run));
        return List.copyOf(problems);
    }
}
