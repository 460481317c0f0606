package sdde.data.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;

/**
 * A dataset of MNIST's form that ships with the project: four gzipped IDX files under {@code sdde/data/<folder>}.
 *
 * @param sha256 by file name, of the uncompressed contents
 */
record Embedded(String folder, Map<String, String> sha256) {
    static final Dataset.Facts FACTS = new Dataset.Facts(10, 1, 28, 28, Normalisation.half(1));
    private static final int TRAINING_IMAGES = 60_000;
    private static final int TEST_IMAGES = 10_000;
    private static final String REMEDY =
            "; restore it with 'git checkout -- src/main/resources/sdde/data' and build again";

    /** Read and checked once a process, unless memory gets short. */
    private static final Map<Embedded, Map<String, SoftReference<Images>>> READ = new ConcurrentHashMap<>();

    Embedded {
        sha256 = Map.copyOf(sha256);
    }

    static void checkValidationSize(int validationSize) {
        if (validationSize < 1 || validationSize >= TRAINING_IMAGES) {
            throw new IllegalArgumentException(
                    "validation_size must be in [1, %d], got %d".formatted(TRAINING_IMAGES - 1, validationSize));
        }
    }

    /** @throws UserError naming a missing or damaged file */
    Images load(Split split, int validationSize, long splitSeed) {
        return switch (split) {
            case TEST -> read("t10k");
            case TRAIN -> {
                Images all = read("train");
                yield all.select(
                        Stratified.of(all.labels(), validationSize, splitSeed).train());
            }
            case VALIDATION -> {
                Images all = read("train");
                yield all.select(
                        Stratified.of(all.labels(), validationSize, splitSeed).validation());
            }
        };
    }

    /** Without reading them. */
    static int size(Split split, int validationSize) {
        return switch (split) {
            case TEST -> TEST_IMAGES;
            case TRAIN -> TRAINING_IMAGES - validationSize;
            case VALIDATION -> validationSize;
        };
    }

    private Images read(String part) {
        Map<String, SoftReference<Images>> parts = READ.computeIfAbsent(this, key -> new ConcurrentHashMap<>());
        SoftReference<Images> known = parts.get(part);
        Images images = known == null ? null : known.get();
        if (images == null) {
            images = readFiles(part);
            parts.put(part, new SoftReference<>(images));
        }
        return images;
    }

    private Images readFiles(String part) {
        IdxArray images = readFile(part + "-images-idx3-ubyte");
        IdxArray labels = readFile(part + "-labels-idx1-ubyte");
        return IdxImages.of(images, labels);
    }

    private IdxArray readFile(String name) {
        String resource = "/sdde/data/" + folder + "/" + name + ".gz";
        try (InputStream in = Embedded.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new UserError("embedded file " + resource + " is missing");
            }
            return checked(IdxFile.read(in, "embedded file " + resource), name);
        } catch (UserError e) {
            throw new UserError(e.getMessage() + REMEDY, e);
        } catch (IOException e) {
            throw new UserError("embedded file %s cannot be read: %s%s".formatted(resource, e.getMessage(), REMEDY), e);
        }
    }

    private IdxArray checked(IdxArray array, String name) {
        String expected = sha256.get(name);
        if (!array.sha256().equals(expected)) {
            throw new UserError("%s is damaged: expected SHA-256 %s of its contents, got %s"
                    .formatted(array.name(), expected, array.sha256()));
        }
        return array;
    }
}
