package sdde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdde.run.Home;
import sdde.run.Npy;
import sdde.run.Npz;
import sdde.schedule.HomeLock;
import sdde.store.Database;

class ImportTest {
    private static final int MEMBERS = 2;
    private static final int CLASSES = 10;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void becomesAMarkedRunWithFullEvaluation() {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        put(arrays, "", 40);
        put(arrays, "validation/", 30);
        put(arrays, "ood-near/letters/", 20);
        arrays.remove("ood-near/letters/labels");
        put(arrays, "ood-far/textures/", 25);
        put(arrays, "ood-validation/noise/", 15);
        write(arrays);

        assertThat(run("import", "x.npz", "--dataset", "mnist", "--method", "sdde", "--lambda", "0.1", "--seed", "3"))
                .as(err())
                .isEqualTo(0);
        assertThat(out())
                .contains("imported as run ", "(mnist imported-sdde λ=0.1 N=2 seed=3): 2 members, 10 classes; ")
                .contains("accuracy on mnist/test: 100.00 %");

        sql("select network || ' ' || method || ' ' || state from run");
        assertThat(out()).contains("imported imported-sdde SUCCEEDED");
        sql("select count(distinct eval_set) from measurement where metric in ('auroc', 'accuracy')");
        assertThat(out()).contains("\n8\n"); // five sets and three means over roles
        sql("select count(*) from measurement where temperature = 'mean-logits'");
        assertThat(out().strip()).doesNotEndWith("\n0");
        assertThat(run("report", "imported")).as(err()).isEqualTo(0);
        assertThat(run("rebuild")).as(err()).isEqualTo(0);
        sql("select count(distinct eval_set) from measurement where metric in ('auroc', 'accuracy')");
        assertThat(out()).contains("\n8\n");
    }

    @Test
    void anAggregatorThatCameLaterIsComputedForTheReport() throws Exception {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        put(arrays, "", 40);
        put(arrays, "validation/", 30);
        put(arrays, "ood-near/letters/", 20);
        write(arrays);
        assertThat(run("import", "x.npz", "--dataset", "mnist", "--method", "sdde"))
                .as(err())
                .isEqualTo(0);
        sql("select * from measurement order by 1, 2, 3, 4, 5");
        String whole = out();
        try (Database database = Database.open(new Home(folder))) {
            database.query("delete from measurement where aggregator in ('minmax', 'energy')");
        }

        try (HomeLock lock = HomeLock.take(new Home(folder), "a test")) {
            assertThat(lock).isNotNull();
            assertThat(run("report", "imported")).as(err()).isEqualTo(0);
            assertThat(out()).contains("note: this report lacks energy, minmax: ");
        }
        assertThat(run("tables", "imported")).as(err()).isEqualTo(0);
        assertThat(out()).contains("note: computing energy, minmax from the stored logits of 1 run\n");
        sql("select * from measurement order by 1, 2, 3, 4, 5");
        assertThat(out()).isEqualTo(whole);
        out.reset();
        assertThat(run("report", "imported")).as(err()).isEqualTo(0);
        assertThat(out()).doesNotContain("note: ");
    }

    @Test
    void addsRunsToOneSweepAndKnowsThemAgain() {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        put(arrays, "", 40);
        write(arrays);
        assertThat(run("import", "x.npz", "--dataset", "mnist")).as(err()).isEqualTo(0);
        assertThat(run("import", "x.npz", "--dataset", "mnist")).as(err()).isEqualTo(0);
        assertThat(out()).contains("was there already as run ");
        assertThat(run("import", "x.npz", "--dataset", "mnist", "--seed", "1")).isEqualTo(0);
        assertThat(run("status")).isEqualTo(0);
        assertThat(out()).containsPattern("imported +0 +0 +0 +2 ");

        put(arrays, "", 41);
        write(arrays);
        assertThat(run("import", "x.npz", "--dataset", "mnist")).isEqualTo(2);
        assertThat(err())
                .contains(" (mnist imported N=2 seed=0) was imported before with other arrays; "
                        + "give this one another --seed or --method");
        assertThat(run("verify", "imported")).isEqualTo(2);
        assertThat(err()).contains("sweep 'imported' has only imported runs, which cannot be trained again");
    }

    @Test
    void saysAllThatIsWrong() {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        put(arrays, "", 4);
        arrays.put("labels", Npy.int64(new long[] {0, 1, 10, 3}, 4));
        arrays.put("validation/logits", Npy.float32(new float[60], 3, 2, 10));
        arrays.put("ood-near/letters/logits", Npy.float32(nan(20), 2, 1, 10));
        write(arrays);

        assertThat(run("import", "x.npz", "--dataset", "mnist")).isEqualTo(2);
        assertThat(err())
                .contains("4 problems, nothing was started:")
                .contains("x.npz: labels of mnist/test: must be from 0 to 9, got 10 at [2]\n")
                .contains("logits of mnist/validation: must be of 2 members and 10 classes as those of the test set, "
                        + "got [3, 2, 10]\n")
                .contains("labels of mnist/validation: are missing; only sets out of distribution can do without\n")
                .contains("logits of letters/test: must be finite in float32, got NaN at [1, 0, 9]\n");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void refusesArraysItDoesNotKnow() {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        put(arrays, "", 4);
        arrays.put("near/letters/logits", Npy.float32(new float[20], 2, 1, 10));
        write(arrays);

        assertThat(run("import", "x.npz", "--dataset", "mnist")).isEqualTo(2);
        assertThat(err())
                .contains("unknown array 'near/letters/logits'; expected [logits, labels, ids, features, cam_cosine], "
                        + "alone or after 'validation/', 'ood-validation/NAME/', 'ood-near/NAME/', 'ood-far/NAME/'");
    }

    @Test
    void explainsASingleNetworksShape() {
        write(Map.of("logits", Npy.float32(new float[40], 4, 10), "labels", Npy.int64(new long[4], 4)));

        assertThat(run("import", "x.npz", "--dataset", "mnist")).isEqualTo(2);
        assertThat(err())
                .contains("logits of mnist/test: must be (N members, B images, C >= 2 classes), got [4, 10]; "
                        + "of a single network write logits[None]");
    }

    @Test
    void refusesClassesThatTheDataSetDoesNotHave() {
        write(Map.of("logits", Npy.float32(new float[12], 1, 4, 3), "labels", Npy.int64(new long[4], 4)));

        assertThat(run("import", "x.npz", "--dataset", "mnist")).isEqualTo(2);
        assertThat(err()).contains("data set 'mnist' has 10 classes, logits have 3");
    }

    @Test
    void refusesWhatIsNoNpz() throws Exception {
        Files.writeString(folder.resolve("x.npz"), "not a zip file");

        assertThat(run("import", "x.npz", "--dataset", "mnist")).isEqualTo(2);
        assertThat(err()).contains("x.npz holds no arrays; expected a file written by numpy.savez");
        assertThat(run("import", "y.npz", "--dataset", "mnist")).isEqualTo(2);
        assertThat(err()).contains("no file 'y.npz'");
        assertThat(run("import", "x.npz")).isEqualTo(2);
        assertThat(err()).contains("name the data set with --dataset, as in: --dataset mnist");
    }

    private void sql(String query) {
        out.reset();
        assertThat(run("sql", "--csv", query)).as(err()).isEqualTo(0);
    }

    private static float[] nan(int count) {
        float[] values = new float[count];
        values[count - 1] = Float.NaN;
        return values;
    }

    /** Noise, and the label's logit far above it. */
    private static void put(Map<String, Npy> arrays, String prefix, int images) {
        SplittableRandom random = new SplittableRandom(prefix.hashCode());
        long[] labels = new long[images];
        float[] logits = new float[MEMBERS * images * CLASSES];
        for (int row = 0; row < MEMBERS * images; row++) {
            labels[row % images] = row % images % CLASSES;
            for (int c = 0; c < CLASSES; c++) {
                boolean own = c == row % images % CLASSES;
                logits[row * CLASSES + c] = (float) random.nextDouble() + (own ? 2 : 0);
            }
        }
        arrays.put(prefix + "logits", Npy.float32(logits, MEMBERS, images, CLASSES));
        arrays.put(prefix + "labels", Npy.int64(labels, images));
    }

    private void write(Map<String, Npy> arrays) {
        Npz.write(folder.resolve("x.npz"), arrays);
    }

    private int run(String... args) {
        Program program = new Program(folder, folder, "c", Map.of());
        return Main.run(args, program, new Console(stream(out), stream(err), 0, false));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
