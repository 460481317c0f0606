package sdde.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import sdde.config.UserError;
import sdde.plan.Estimator;
import sdde.plan.Plan;
import sdde.plan.PlannedRun;
import sdde.run.FrozenPlan.Member;
import sdde.run.Home;
import sdde.run.RunId;
import sdde.run.RunSpec;
import sdde.run.StepTimes;
import sdde.schedule.Forecast;

/** What a plan's estimates say of its runs. */
final class PlanForecast implements Forecast {
    private final Estimator estimator;
    private final Map<RunId, PlannedRun> runs = new HashMap<>();

    PlanForecast(Plan plan, Home home) {
        this.estimator = new Estimator(new PlanFacts(), MeasuredTimes.of(home), StepTimes.NONE);
        plan.runs().forEach(run -> runs.put(run.id(), run));
    }

    @Override
    public OptionalDouble epochSeconds(RunSpec spec) {
        try {
            return estimator.epochSeconds(spec);
        } catch (UserError e) {
            return OptionalDouble.empty(); // its data went away; its worker says so better
        }
    }

    @Override
    public long diskBytes(Member member) {
        PlannedRun run = runs.get(member.id());
        try {
            return run == null ? 0 : estimator.diskBytes(run);
        } catch (UserError e) {
            return 0;
        }
    }
}
