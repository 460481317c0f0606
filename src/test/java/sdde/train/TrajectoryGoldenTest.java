package sdde.train;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdde.golden.Golden;

/** The real training step, started from the authors' weights and fed with their batches, follows their trajectories. */
class TrajectoryGoldenTest {
    static List<String> files() {
        return Golden.files("traj_(?!init).*\\.npz");
    }

    @ParameterizedTest(allowZeroInvocations = true) // a golden set may have no trajectories
    @MethodSource("files")
    void followsTheAuthorsTraining(String file) {
        try (Trajectory trajectory = new Trajectory(file)) {
            trajectory.run();
        }
    }
}
