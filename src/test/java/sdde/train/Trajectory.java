package sdde.train;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sdde.config.Choice;
import sdde.data.Augmentation;
import sdde.data.BatchWriter;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.data.dataset.Mnist;
import sdde.golden.Golden;
import sdde.run.LossReduction;
import sdde.run.Npy;
import sdde.train.method.Companion;
import sdde.train.method.Method;
import sdde.train.method.Method.Batching;
import sdde.train.method.Methods;
import sdde.train.method.Setting;
import sdde.train.network.LeNet;

/** Runs the real training step along one golden trajectory and checks whatever the file holds. */
final class Trajectory implements AutoCloseable {
    private static final String DISCRIMINATOR = "discriminator.parameters";

    private final Golden start = Golden.open("traj_init.npz");
    private final Golden golden;
    private final Method method;
    private final Npy members;
    private final int steps;
    private final int batch;
    private final int stepsPerEpoch;
    private final double[] hyper;
    private final Ensemble ensemble;
    private final Nesterov optimiser;
    private final Images images;
    private final BatchWriter writer;
    private final List<ImageBuffer> buffers = new ArrayList<>();
    private final Map<String, double[]> series = new HashMap<>();

    Trajectory(String file) {
        golden = Golden.open(file);
        hyper = start.input("hyper").doubles(); // lr, momentum, weight_decay, discriminator_lr, grad_clip
        stepsPerEpoch = (int) golden.stated("of " + Golden.NUMBER + " steps each", 5);
        method = method(file.replaceAll("traj_|\\.npz", ""));
        members = start.input("idx_members"); // (N, steps, B)
        steps = (int) members.shape()[1];
        batch = (int) members.shape()[2];
        int n = (int) members.shape()[0];
        ensemble = new Ensemble(Device.cpu(), new LeNet(), n, classes());
        GoldenWeights.load(start, ensemble);
        optimiser = new Nesterov(ensemble.manager(), ensemble.parameters().size(), hyper[1], hyper[2]);
        images = firstTrainingImages();
        writer = new BatchWriter(images, Normalisation.half(1), Augmentation.NONE);
        for (int i = 0; i < n; i++) {
            buffers.add(new ImageBuffer(batch * images.shape().bytes()));
        }
    }

    /** With the settings that the trajectory was made with: what its manifest says, else the authors' for MNIST. */
    private Method method(String name) {
        Map<String, Object> settings = new LinkedHashMap<>();
        switch (name) {
            case "ncl" -> settings.put("lambda", stated("ncl", 0.1));
            case "adp" -> {
                settings.put("lambda", stated("adp", 0.1));
                settings.put("alpha", stated("adp_alpha", 2));
                settings.put("beta", stated("adp_beta", 0.5));
            }
            case "dice" -> {
                settings.put("lambda", stated("dice", 0.2));
                settings.put("form", "paper");
                settings.put("ramp_up_epochs", (int) stated("dice_ramp_up_epochs", 2));
                settings.put("discriminator_learning_rate", hyper[3]);
                settings.put("clip_norm", hyper[4]);
            }
            case "sdde" -> {
                settings.put("lambda", stated("gradcam", 0.1));
                settings.put("target", golden.stated("loss\\.gradcam_mode': '(\\w+)'", "gt_logit"));
                settings.put("similarity", golden.stated("loss\\.similarity': '(\\w+)'", "cosine"));
                settings.put("activation", golden.stated("loss\\.activation': '(\\w+)'", "relu"));
                settings.put("padding", (int) stated("padding", 1));
            }
            default -> {
                // without settings, or not known: the registry says so
            }
        }
        return Methods.REGISTRY.create(Choice.of(name, settings));
    }

    private double stated(String setting, double usual) {
        return golden.stated("loss\\." + setting + "': " + Golden.NUMBER, usual);
    }

    /** What is trained beside the ensemble, with the golden start; none for most. */
    private @Nullable Companion companion() {
        Setting setting = new Setting(classes(), 84, 0, hyper[1], hyper[2]);
        Companion companion = method.companion(ensemble.manager(), setting);
        if (companion == null) {
            return null;
        }
        SortedMap<String, double[]> state = companion.state();
        state.replaceAll((name, values) -> new double[values.length]);
        state.put(DISCRIMINATOR, flat());
        companion.restore(state);
        return companion;
    }

    private int classes() {
        return (int) start.shape("w_fc_bias")[1];
    }

    /** The discriminator's tensors one after another. */
    private double[] flat() {
        DoubleBuffer flat = DoubleBuffer.allocate(1 << 20);
        discriminatorTensors().forEach(name -> flat.put(start.input("d_" + name).doubles()));
        return Arrays.copyOf(flat.array(), flat.position());
    }

    private List<String> discriminatorTensors() {
        return start.cases("d_(.+)");
    }

    void run() {
        Companion companion = companion();
        TrainingStep step = new TrainingStep(ensemble, method, optimiser, companion, LossReduction.MEAN);
        CosineSchedule schedule = new CosineSchedule(hyper[0], steps);
        long[] drawn = start.input("div_member").longs();
        for (int s = 0; s < steps; s++) {
            StepInput input = input(s, (int) drawn[s], schedule.rate(s));
            StepReport report = step.run(input);
            note("loss_ce", s, report.crossEntropy());
            note("loss_div", s, report.diversity());
            note("loss_total", s, report.total());
            note("grad_norm", s, report.gradientNorm());
            note("lr", s, input.rate());
            note("disc_loss", s, report.companion().loss());
            note("disc_acc", s, report.companion().accuracy());
            note("dice_scale", s, method.weight(input.epoch()) / method.weight(Integer.MAX_VALUE));
            norms(s);
            GoldenWeights.check(golden, "p%d_".formatted(s + 1), ensemble.parameterLayout(), parameters());
        }
        GoldenWeights.check(golden, "f_", ensemble.parameterLayout(), parameters());
        if (companion != null) {
            checkDiscriminator(companion);
            companion.close();
        }
        series.forEach((name, values) -> {
            if (golden.has(name)) {
                golden.check(name, values);
            }
        });
        golden.assertEverythingChecked();
    }

    private void checkDiscriminator(Companion companion) {
        double[] flat = Objects.requireNonNull(companion.state().get(DISCRIMINATOR));
        int from = 0;
        for (String name : discriminatorTensors()) {
            int size = start.input("d_" + name).size();
            golden.check("fd_" + name, Arrays.copyOfRange(flat, from, from + size));
            from += size;
        }
    }

    private void note(String name, int s, double value) {
        series.computeIfAbsent(name, key -> new double[steps])[s] = value;
    }

    /** L2 norm of each parameter of each member, (steps, N, tensors). */
    private void norms(int s) {
        int tensors = ensemble.parameterLayout().tensors().size();
        int n = ensemble.members();
        double[] norms = series.computeIfAbsent("param_norms", key -> new double[steps * n * tensors]);
        float[] flat = parameters();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < tensors; k++) {
                int from = ensemble.parameterLayout().offset(k, i);
                long size = ensemble.parameterLayout().tensors().get(k).size();
                double squares = 0;
                for (int at = from; at < from + size; at++) {
                    squares += (double) flat[at] * flat[at];
                }
                norms[(s * n + i) * tensors + k] = Math.sqrt(squares);
            }
        }
    }

    private float[] parameters() {
        return ensemble.parameters().toFloatArray();
    }

    private StepInput input(int s, int drawn, double rate) {
        List<ByteBuffer> pixels = new ArrayList<>();
        List<long[]> labels = new ArrayList<>();
        int distinct = method.batching() == Batching.OWN ? ensemble.members() : 1;
        for (int i = 0; i < distinct; i++) {
            int[] rows = rows(i, s);
            writer.write(rows, 0, buffers.get(i).clear());
            pixels.add(buffers.get(i).written());
            long[] all = start.input("train_labels").longs();
            labels.add(Arrays.stream(rows).mapToLong(row -> all[row]).toArray());
        }
        Shape shape = new Shape(batch, images.channels(), images.height(), images.width());
        return new StepInput(pixels, labels, shape, drawn, s / stepsPerEpoch + 1, rate, null);
    }

    private int[] rows(int member, int s) {
        boolean balanced = method.batching() == Batching.BALANCED;
        long[] all = (balanced ? start.input("idx_dice") : members).longs();
        int from = balanced ? s * batch : (member * steps + s) * batch;
        return Arrays.stream(all, from, from + batch).mapToInt(Math::toIntExact).toArray();
    }

    /** In the order of the original file. */
    private Images firstTrainingImages() {
        Images some = new Mnist(5000, 0).load(Split.TRAIN);
        Images rest = new Mnist(5000, 0).load(Split.VALIDATION);
        int count = start.input("train_labels").size();
        byte[] pixels = new byte[count * some.shape().bytes()];
        for (Images part : List.of(some, rest)) {
            for (int row = 0; row < part.size(); row++) {
                int id = Math.toIntExact(part.ids()[row]);
                if (id < count) {
                    int bytes = part.shape().bytes();
                    System.arraycopy(part.pixels(), row * bytes, pixels, id * bytes, bytes);
                }
            }
        }
        long[] ids = new long[count];
        Arrays.setAll(ids, i -> i);
        return new Images(some.shape(), pixels, new int[count], ids);
    }

    @Override
    public void close() {
        ensemble.close();
    }
}
