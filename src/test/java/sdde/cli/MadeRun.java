package sdde.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sdde.config.Choice;
import sdde.run.EvalSet;
import sdde.run.FrozenPlan.Member;
import sdde.run.Hashes;
import sdde.run.Home;
import sdde.run.Json;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.run.Result;
import sdde.run.RunFiles;
import sdde.run.RunSpec;
import sdde.run.RunState;
import sdde.run.TrainSettings;

/** A finished run with a few made-up numbers. */
final class MadeRun {
    static final EvalSet VALIDATION =
            new EvalSet("mnist/validation", EvalSet.Role.VALIDATION, Choice.of("mnist"), "validation");
    static final EvalSet TEST = new EvalSet("mnist/test", EvalSet.Role.TEST, Choice.of("mnist"), "test");

    private final RunSpec spec;
    private float[] weights = {1, 2, 3};
    private float[] logits = {0.5f, 1, -1, 2};
    private float[] cosines = {0.1f, 0.2f, 0.3f};

    MadeRun(Choice method, long seed) {
        TrainSettings train = new TrainSettings(1, 128, 0.1, 0.9, 5e-4, "none");
        this.spec = new RunSpec(Choice.of("mnist"), Choice.of("lenet"), method, 2, seed, train);
    }

    static MadeRun de() {
        return new MadeRun(Choice.of("de"), 1);
    }

    static MadeRun sdde(double lambda) {
        return new MadeRun(Choice.of("sdde", Map.of("lambda", lambda)), 1);
    }

    MadeRun weights(float... values) {
        weights = values;
        return this;
    }

    MadeRun logits(float... values) {
        logits = values;
        return this;
    }

    MadeRun cosines(float... values) {
        cosines = values;
        return this;
    }

    Member member() {
        return new Member(spec.id(), spec, List.of(VALIDATION, TEST));
    }

    /** Writes what a worker would have left. */
    Member in(Home home) {
        RunFiles files = RunFiles.of(home.runs(), spec.id());
        Npy values = Npy.float32(logits, 2, 1, logits.length / 2);
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("logits", values);
        arrays.put("labels", Npy.int64(new long[1], 1));
        Npz.write(files.predictions(TEST.name()), arrays);
        arrays.put("cam_cosine", Npy.float32(cosines, cosines.length));
        Npz.write(files.predictions(VALIDATION.name()), arrays);
        Npy tensor = Npy.float32(weights, weights.length);
        writeWeights(files, tensor);
        String weightsSha256 = Hashes.of(tensor.bytes());
        Json.write(
                files.result(), new Result(RunState.SUCCEEDED, 1, 1, weightsSha256, Hashes.of(values.bytes()), null));
        return member();
    }

    private static void writeWeights(RunFiles files, Npy tensor) {
        byte[] header = "{}  ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + tensor.bytes().remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(tensor.bytes());
        try {
            Files.write(files.weights(), file.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
