package sdde.train.method;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import sdde.config.FromFiles;
import sdde.run.RunSpec;
import sdde.train.loss.OutlierExposure;

/**
 * {@link OutlierExposure} of all members on images of no class.
 *
 * @param outliers see {@link OutlierSource#name}
 */
record OutlierExposed(double lambda, String outliers, String outliersSha256, int outlierBatchSize)
        implements Method, FromFiles {
    /** The authors' weight ({@code scripts/uni/oe}). */
    static final OutlierExposed DEFAULT = new OutlierExposed(0.5, "", "", OutlierSource.AUTHORS_BATCH);

    OutlierExposed {
        Lambda.check(lambda);
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

    @Override
    public NDArray diversity(Step step) {
        return OutlierExposure.loss(step.forward().logits());
    }

    @Override
    public double weight(int epoch) {
        return lambda;
    }

    @Override
    public List<String> problems(RunSpec run, int classes) {
        return source().problems("oe", run); // one network can be exposed too
    }
}
