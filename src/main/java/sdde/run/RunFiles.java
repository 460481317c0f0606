package sdde.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Names of all files of a run. The folder of an attempt has the same names for what it will hand over. */
public record RunFiles(Path folder) {
    /** @param runs the folder {@code runs/} of a home */
    public static RunFiles of(Path runs, RunId id) {
        return new RunFiles(runs.resolve(id.hex()));
    }

    /** The frozen spec, code and numerics version, seeds, data hashes; written before the first attempt. */
    public Path run() {
        return folder.resolve("run.json");
    }

    public Path events() {
        return folder.resolve("events.jsonl");
    }

    /** Standard output and error of a worker; in an attempt's folder. */
    public Path log() {
        return folder.resolve("log");
    }

    /** What the worker is asked; in an attempt's folder. */
    public Path job() {
        return folder.resolve("job.json");
    }

    /** Who runs the attempt: pid, start time, host; in an attempt's folder. */
    public Path lease() {
        return folder.resolve("lease.json");
    }

    public Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    public Path weights() {
        return folder.resolve("weights.safetensors");
    }

    /** @param evalSet {@code mnist/test} */
    public Path predictions(String evalSet) {
        return folder.resolve("predictions").resolve(evalSet + ".npz");
    }

    /** Images under the members' saliency maps: a picture a set, PNG. */
    public Path saliency() {
        return folder.resolve("saliency");
    }

    /** @param evalSet {@code mnist/test} */
    public Path saliency(String evalSet) {
        return saliency().resolve(evalSet.replace('/', '-') + ".png");
    }

    /** Statistics of the features of training images, and some of these features. */
    public Path trainingFeatures() {
        return folder.resolve("training_features.npz");
    }

    /** What a job of kind EXPLAIN leaves; in its own folder, never promoted. */
    public Path explanation() {
        return folder.resolve("explanation.npz");
    }

    /** What a job of kind PROBE leaves; in its own folder, never promoted. */
    public Path probe() {
        return folder.resolve("probe.npz");
    }

    public Path result() {
        return folder.resolve("result.json");
    }

    public Path attempts() {
        return folder.resolve("attempts");
    }

    public RunFiles attempt(int number) {
        return new RunFiles(attempts().resolve(Integer.toString(number)));
    }

    /** Numbers of the attempts that have a folder, ascending. */
    public List<Integer> attemptNumbers() {
        if (!Files.isDirectory(attempts())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(attempts())) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + attempts(), e);
        }
    }
}
