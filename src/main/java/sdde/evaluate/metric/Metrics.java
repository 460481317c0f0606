package sdde.evaluate.metric;

import sdde.config.Registry;
import sdde.evaluate.calibration.Bins;

/** All metrics by name; {@code _paper} repeats the authors' convention beside the usual one. */
public final class Metrics {
    public static final Registry<Metric> REGISTRY = new Registry<Metric>("metric")
            .with("accuracy", new Accuracy())
            .with("accuracy_paper", new AccuracyPaper())
            .with("nll", new Nll())
            .with("nll_paper", new NllPaper(64))
            .with("brier", new Brier())
            .with("brier_reliability", new BrierPart(BrierPart.Part.RELIABILITY, 15))
            .with("brier_resolution", new BrierPart(BrierPart.Part.RESOLUTION, 15))
            .with("brier_uncertainty", new BrierPart(BrierPart.Part.UNCERTAINTY, 15))
            .with("brier_within_bins", new BrierPart(BrierPart.Part.WITHIN_BINS, 15))
            .with("ece", new Ece(15, Bins.Closed.LEFT))
            .with("ece_paper", new EcePaper(15))
            .with("ece_paper_dropped", new EcePaperDropped())
            .with("ece_adaptive", new EceAdaptive(15))
            .with("ece_debiased", new EceDebiased(15))
            .with("mce", new Mce(15, Bins.Closed.LEFT))
            .with("ece_classwise", new EceClasswise(15, Bins.Closed.LEFT))
            .with("aurc", new Aurc())
            .with("aurc_excess", new ExcessAurc())
            .with("augrc", new Augrc())
            .with("aurc_trapezoid", new AurcTrapezoid())
            .with("augrc_trapezoid", new AugrcTrapezoid(false))
            .with("augrc_from_zero", new AugrcTrapezoid(true))
            .with("auroc", new Auroc())
            .with("fpr95", new FalsePositiveRate(Detection.Positive.ID, 0.95, false))
            .with("fpr95_paper", new FalsePositiveRate(Detection.Positive.OOD, 0.95, true))
            .with("fpr95_id_paper", new FalsePositiveRate(Detection.Positive.ID, 0.95, true))
            .with("aupr_in", new AveragePrecision(Detection.Positive.ID))
            .with("aupr_out", new AveragePrecision(Detection.Positive.OOD))
            .with("aupr_in_paper", new PrecisionRecallTrapezoid(Detection.Positive.OOD))
            .with("aupr_out_paper", new PrecisionRecallTrapezoid(Detection.Positive.ID));

    private Metrics() {}
}
