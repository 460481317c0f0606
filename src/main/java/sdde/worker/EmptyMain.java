package sdde.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import sdde.run.EvalSet;
import sdde.run.EventLog;
import sdde.run.Job;
import sdde.run.Json;
import sdde.run.Result;
import sdde.run.RunEvent;
import sdde.run.RunFiles;
import sdde.run.RunState;

/** A worker that trains nothing: what is left is the cost of having a worker at all, for {@code bench schedule}. */
public final class EmptyMain {
    private EmptyMain() {}

    /** @param args the attempt's folder */
    public static void main(String[] args) {
        RunFiles files = new RunFiles(Path.of(args[0]));
        Job job = Json.read(files.job(), Job.class);
        EventLog events = new EventLog(files.events());
        events.append(RunEvent.of(System.currentTimeMillis(), "start", Map.of("device", job.device())));
        try {
            Files.writeString(files.weights(), "");
            for (EvalSet set : job.evalSets()) {
                Path predictions = files.predictions(set.name());
                Files.createDirectories(predictions.resolveSibling("."));
                Files.writeString(predictions, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + files.folder(), e);
        }
        Json.write(files.result(), new Result(RunState.SUCCEEDED, 1, 1, "-", "-", null));
        events.append(RunEvent.of(System.currentTimeMillis(), "end", Map.of("outcome", "SUCCEEDED")));
    }
}
