package sdde.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sdde.report.DrawnStudy.Tails;
import sdde.report.DrawnStudy.World;

/** The short form of {@code bin/validity verdicts}: bounds leave four standard errors of a share of 200 studies. */
class VerdictSimulationTest {
    private static final World NORMAL = new World(VerdictSimulation.SHARED, Tails.NORMAL);
    private final VerdictSimulation simulation = new VerdictSimulation(200, 2);

    @Test
    void noEffectIsSeldomBetterOrReproduced() {
        VerdictSimulation.Found found = simulation.withoutEffect(NORMAL, 5);

        assertThat(found.believed()).isLessThanOrEqualTo(22);
        assertThat(found.coverage()).isBetween(0.93, 0.97);
        assertThat(found.believed())
                .isGreaterThanOrEqualTo(Math.max(found.better(), Math.max(found.shown(), found.reproduced())))
                .isLessThanOrEqualTo(found.better() + found.shown() + found.reproduced());
        assertThat(found.asAccurate()).isGreaterThan(70); // it is true
    }

    @Test
    void aMethodAtTheMarginIsSeldomCalledAsAccurate() {
        assertThat(simulation.falselyAsAccurate(NORMAL, 5)).isLessThanOrEqualTo(22);
    }

    @Test
    void anEffectIsFoundWhereSeedsAreMany() {
        assertThat(simulation.power(NORMAL, 10, 0.01).comparison()).isGreaterThan(0.8);
        assertThat(simulation.power(NORMAL, 3, 0.01).comparison()).isLessThan(0.3);
    }

    @Test
    void percentilesOfFewSeedsAreTooNarrow() {
        assertThat(simulation.nestedCoverage(5)).isBetween(0.72, 0.92);
    }
}
