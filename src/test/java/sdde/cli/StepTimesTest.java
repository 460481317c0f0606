package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTimesTest {
    private static Contestant.Answer answer(double ms, double cpuMs, double rss) {
        return new Contestant.Answer(List.of(ms - 1, ms + 1), List.of(cpuMs, cpuMs), rss);
    }

    private static StepTimes times(String implementation, double... rounds) {
        StepTimes times = new StepTimes("de", implementation, 1, answer(1000, 1000, 300));
        for (double ms : rounds) {
            times.add(answer(ms, ms / 2, 310));
        }
        return times;
    }

    @Test
    void takesLeastAndMedianOfRoundsWithoutTheFirst() {
        StepTimes times = times("sdde", 60, 50, 90, 70);

        assertThat(times.min()).isEqualTo(50);
        assertThat(times.median()).isEqualTo(65);
        assertThat(times.row()).containsExactly("de", "sdde", "1", "50.0", "65.0", "33.8", "300.0", "310.0");
        assertThat(times.figures())
                .containsEntry("ms_min", 50.0)
                .containsEntry("ms_median", 65.0)
                .containsEntry("threads", 1)
                .containsEntry("implementation", "sdde");
    }

    @Test
    void ratiosSayHowMuchLongerOthersTake() {
        String text = Ratios.text(List.of(times("sdde", 50), times("pytorch-authors", 175)));

        assertThat(text).containsPattern("de +pytorch-authors +3\\.50 +3\\.50 +3\\.50");
        assertThat(Ratios.text(List.of(times("sdde", 50)))).isEmpty();
    }

    @Test
    void memoryIsFlatIfTheRestStaysNearTheFirstEpoch() {
        List<Double> flat = new ArrayList<>(List.of(300.0, 400.0, 500.0, 500.0, 500.0, 520.0, 510.0));
        List<Double> growing = new ArrayList<>(List.of(300.0, 400.0, 500.0, 500.0, 500.0, 520.0, 530.0));

        assertThat(new MemoryCurve("de", flat).isFlat()).isTrue();
        assertThat(new MemoryCurve("de", growing).isFlat()).isFalse();
        assertThat(new MemoryCurve("de", growing).text()).contains("GROWS: at most 500 MiB");
        assertThat(new MemoryCurve("de", flat.subList(0, 5)).text()).contains("no verdict");
    }
}
