package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.decoded.Sink;
import sdde.data.format.Archive;
import sdde.data.format.Npy;

/**
 * The published corrupted test images of CIFAR (Hendrycks, Dietterich 2019): a NumPy array (5 N, 32, 32, 3) for each corruption,
 * severity after severity, and one of labels.
 *
 * @param corruption name of its file, with hyphens
 * @param severity 1 to 5
 */
record CifarC(String corruption, int severity) {
    static final Images.Shape SHAPE = new Images.Shape(3, 32, 32);

    static final List<String> CORRUPTIONS = List.of(
            "brightness",
            "contrast",
            "defocus-blur",
            "elastic-transform",
            "fog",
            "frost",
            "gaussian-blur",
            "gaussian-noise",
            "glass-blur",
            "impulse-noise",
            "jpeg-compression",
            "motion-blur",
            "pixelate",
            "saturate",
            "shot-noise",
            "snow",
            "spatter",
            "speckle-noise",
            "zoom-blur");

    CifarC {
        if (!CORRUPTIONS.contains(corruption)) {
            throw new IllegalArgumentException(DidYouMean.mustBeOneOf("corruption", CORRUPTIONS, corruption));
        }
        if (severity < 1 || severity > 5) {
            throw new IllegalArgumentException("severity must be in [1, 5], got " + severity);
        }
    }

    Images load(String dataset) {
        String part = corruption + " " + severity;
        return new Published(dataset).images(part, SHAPE, (files, sink) -> read(files.path(0), sink));
    }

    int size(String dataset) {
        String part = corruption + " " + severity;
        return new Published(dataset).count(part, SHAPE, 10_000, (files, sink) -> read(files.path(0), sink));
    }

    /** Two passes, because the labels may stand behind the images. */
    private void read(Path archive, Sink sink) throws IOException {
        Map<String, int[]> labels = new HashMap<>();
        new Archive(archive).each((name, content) -> {
            if (name.endsWith("/labels.npy")) {
                Npy array = Npy.of(content, name);
                labels.put(
                        "all",
                        array.labels(Math.toIntExact(Math.min(array.shape().get(0), 1_000_000))));
            }
        });
        int[] all = labels.get("all");
        if (all == null || all.length < 5) {
            throw new UserError("archive %s lacks labels.npy".formatted(archive));
        }
        int[] found = new int[1];
        String wanted = "/" + corruption.replace('-', '_') + ".npy";
        new Archive(archive).each((name, content) -> {
            if (name.endsWith(wanted)) {
                found[0]++;
                copy(Npy.of(content, name), all, sink);
            }
        });
        if (found[0] != 1) {
            throw new UserError("archive %s has %d entries *%s, expected 1".formatted(archive, found[0], wanted));
        }
    }

    private void copy(Npy array, int[] labels, Sink sink) throws IOException {
        int count = labels.length / 5;
        boolean fits = array.shape().equals(List.of(5L * count, 32L, 32L, 3L));
        if (!fits || !array.type().equals("u1")) {
            throw new UserError("array %s has entries %s and shape %s; expected u1 and (%d, 32, 32, 3)"
                    .formatted(array.name(), array.type(), array.shape(), 5L * count));
        }
        int first = (severity - 1) * count;
        array.skip((long) first * SHAPE.bytes());
        byte[] interleaved = new byte[SHAPE.bytes()];
        byte[] image = new byte[SHAPE.bytes()];
        for (int i = 0; i < count; i++) {
            array.read(interleaved);
            for (int at = 0; at < image.length; at++) {
                image[at % 3 * 1024 + at / 3] = interleaved[at];
            }
            sink.add(image, labels[first + i], i);
        }
    }
}
