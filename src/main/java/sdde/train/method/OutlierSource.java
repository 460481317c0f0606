package sdde.train.method;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sdde.config.DidYouMean;
import sdde.config.UserError;
import sdde.data.Datasets;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.dataset.Idx;
import sdde.run.RunSpec;

/**
 * Images of no class that a method trains on beside its own: the training split of a dataset, or a file of IDX images,
 * whole.
 *
 * @param name a dataset's, with its default split, or the path of an IDX file; empty: none was given
 * @param sha256 of the images, {@link Images#sha256}; empty: not known yet
 * @param batchSize images a step, ≥ 1; the authors' {@code cifar10_oe.yml} has 256, twice the batch of a member
 */
public record OutlierSource(String name, String sha256, int batchSize) {
    static final int AUTHORS_BATCH = 256;

    /** By name, size and time of change: a grid over weights asks for the same file again and again. */
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    public OutlierSource {
        if (batchSize < 1) {
            throw new IllegalArgumentException("outlier_batch_size must be >= 1, got " + batchSize);
        }
        if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "outliers_sha256 must be 64 lower-case hex digits, got '" + sha256 + "'");
        }
    }

    /** The images. @throws UserError if there are none, or others than when the run was planned */
    public Images load() {
        Images images = read();
        check(images.sha256());
        return images;
    }

    /** The hash of the images as a parameter. @throws UserError if there are none, or the hash that was given is another's */
    SortedMap<String, Object> contents() {
        SortedMap<String, Object> contents = new TreeMap<>();
        if (!name.isEmpty()) {
            String found = KNOWN.computeIfAbsent(version(), key -> read().sha256());
            check(found);
            contents.put("outliers_sha256", found);
        }
        return contents;
    }

    private void check(String found) {
        if (!sha256.isEmpty() && !sha256.equals(found)) {
            throw new UserError(
                    "outliers '%s': expected images with SHA-256 %s, got %s; put the former images back, or leave outliers_sha256 out"
                            .formatted(name, sha256, found));
        }
    }

    private Images read() {
        if (!Datasets.REGISTRY.has(name)) {
            return new Idx(file().toString(), "", "").load(Split.TEST);
        }
        if (Datasets.REGISTRY.defaults(name) instanceof Idx) {
            throw new UserError("outliers 'idx': give the path of the file itself");
        }
        return Datasets.REGISTRY.defaults(name).load(Split.TRAIN);
    }

    private String version() {
        if (Datasets.REGISTRY.has(name)) {
            return name;
        }
        try {
            return name + " " + Files.size(file()) + " " + Files.getLastModifiedTime(file());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private Path file() {
        try {
            Path file = Path.of(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
            String last = String.valueOf(file.getFileName());
            List<String> known = datasets();
            throw new UserError("outliers '%s' is neither a dataset nor a file%s known datasets: %s"
                    .formatted(
                            name,
                            DidYouMean.nearest(last, known)
                                    .map("; did you mean '%s'?"::formatted)
                                    .orElse(";"),
                            known));
        } catch (InvalidPathException e) {
            throw new UserError("outliers: no file can be named '" + name + "'", e);
        }
    }

    private static List<String> datasets() {
        List<String> names = new ArrayList<>(Datasets.REGISTRY.names());
        names.remove("idx");
        return names;
    }

    /** What makes it impossible for a run, in words for the user. @param method as the user names it */
    List<String> problems(String method, RunSpec run) {
        if (name.isEmpty()) {
            return List.of(
                    "method '%s' needs outliers, the name of a dataset or the path of an IDX file: {name: %s, outliers: fashion-mnist}"
                            .formatted(method, method));
        }
        if (name.equals(run.dataset().name())) {
            return List.of("method '%s' needs outliers of another dataset than '%s', which it is trained on"
                    .formatted(method, name));
        }
        return List.of();
    }
}
