package sdde.cli;

import java.nio.file.Files;
import sdde.config.UserError;
import sdde.run.Home;
import sdde.run.StepTimes;
import sdde.store.Database;

/** Step times from the results database of a home. */
final class MeasuredTimes {
    private MeasuredTimes() {}

    /** None where there is no database that can be read: a plan is shown all the same. */
    static StepTimes of(Home home) {
        if (!Files.exists(home.folder().resolve("results.db.mv.db"))) {
            return StepTimes.NONE;
        }
        try (Database database = Database.readOnly(home)) {
            var taken = database.stepTimes();
            return () -> taken;
        } catch (UserError e) {
            return StepTimes.NONE; // the commands that need it say what is wrong with it
        }
    }
}
