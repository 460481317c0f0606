package sdde.run;

/**
 * {@code run.json}: what a run is and what it was first started with; written before the first attempt, never changed.
 *
 * @param numerics version of the arithmetic, see {@link RunSpec#NUMERICS}
 */
public record FrozenRun(RunId id, RunSpec spec, int numerics, Provenance provenance) {
    public static FrozenRun of(RunSpec spec, Provenance provenance) {
        return new FrozenRun(spec.id(), spec, RunSpec.NUMERICS, provenance);
    }
}
