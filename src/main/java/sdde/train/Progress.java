package sdde.train;

/**
 * How far a training has come.
 *
 * @param epoch the one being trained, from 1; one more than there are when all are done
 * @param step steps done in it
 * @param sums of what its steps reported
 * @param bestEpoch with the best validation accuracy so far, ties to the later; 0 if none is finished
 * @param bestAccuracy of it; -1 if none is finished
 */
record Progress(int epoch, int step, Sums sums, int bestEpoch, double bestAccuracy) {
    /**
     * Sums over the steps of an epoch.
     *
     * @param seconds that the steps took
     */
    record Sums(double loss, double crossEntropy, double diversity, double companion, double seconds) {
        static final Sums ZERO = new Sums(0, 0, 0, 0, 0);

        Sums plus(StepReport report, double more) {
            return new Sums(
                    loss + report.total(),
                    crossEntropy + report.crossEntropy(),
                    diversity + report.diversity(),
                    companion + report.companion().loss(),
                    seconds + more);
        }
    }

    static Progress start() {
        return new Progress(1, 0, Sums.ZERO, 0, -1);
    }

    Progress after(StepReport report, double seconds) {
        return new Progress(epoch, step + 1, sums.plus(report, seconds), bestEpoch, bestAccuracy);
    }

    boolean isBest(double accuracy) {
        return accuracy >= bestAccuracy;
    }

    Progress nextEpoch(double accuracy) {
        return isBest(accuracy)
                ? new Progress(epoch + 1, 0, Sums.ZERO, epoch, accuracy)
                : new Progress(epoch + 1, 0, Sums.ZERO, bestEpoch, bestAccuracy);
    }
}
