package sdde.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import sdde.evaluate.Measurement;
import sdde.run.Home;
import sdde.run.RunSpec;

/** A process of its own that says what it has committed, until it is killed. */
final class EndlessWriter {
    private EndlessWriter() {}

    /** @param args the home folder */
    public static void main(String[] args) {
        Database database = Database.open(new Home(Path.of(args[0])));
        RunSpec spec = Folders.de(1);
        database.recordPlan(Folders.plan("first", spec));
        for (int i = 0; i < 1_000_000; i++) {
            String set = String.format(Locale.ROOT, "mnist/set%d", i);
            database.recordMeasurements(spec.id(), List.of(new Measurement(set, "-", "none", "accuracy", i)));
            System.out.println(i + 1);
        }
    }
}
