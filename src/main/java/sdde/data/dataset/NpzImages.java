package sdde.data.dataset;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.format.Archive;
import sdde.data.format.Npy;

/** The arrays of a NumPy archive as images. */
final class NpzImages {
    /** Once a process, as long as the file stays as it is. */
    private static final Map<String, SoftReference<NpzImages>> READ = new ConcurrentHashMap<>();

    private final Path file;
    private final Map<String, IdxArray> arrays = new HashMap<>();
    private final Map<String, int[]> labels = new HashMap<>();

    private NpzImages(Path file) {
        this.file = file;
    }

    /** @throws UserError if it is damaged or hostile */
    static NpzImages of(Path file) {
        String key = file.toAbsolutePath() + "\n" + file.toFile().length() + "\n"
                + file.toFile().lastModified();
        SoftReference<NpzImages> known = READ.get(key);
        NpzImages images = known == null ? null : known.get();
        if (images == null) {
            images = read(file);
            READ.put(key, new SoftReference<>(images));
        }
        return images;
    }

    private static NpzImages read(Path file) {
        NpzImages all = new NpzImages(file);
        new Archive(file).each((name, content) -> {
            Npy array = name.endsWith("images.npy") || name.endsWith("labels.npy")
                    ? Npy.of(content, file + ":" + name)
                    : null;
            if (array == null) {
                return;
            }
            String plain = name.substring(0, name.length() - ".npy".length());
            if (plain.endsWith("labels")) {
                all.labels.put(plain, array.labels(count(array)));
            } else {
                int[] extents =
                        array.shape().stream().mapToInt(NpzImages::extent).toArray();
                all.arrays.put(plain, new IdxArray(array.name(), extents, array.bytes(), ""));
            }
        });
        return all;
    }

    private static int extent(long extent) {
        if (extent < 1 || extent > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("it has an extent of " + extent);
        }
        return (int) extent;
    }

    /** (N) or (N, 1). */
    private static int count(Npy array) {
        List<Long> shape = array.shape();
        boolean column = shape.size() == 2 && shape.get(1) == 1;
        if (shape.size() != 1 && !column) {
            throw new UserError("array %s has shape %s; expected labels: (N)".formatted(array.name(), shape));
        }
        return extent(shape.get(0));
    }

    boolean isSplit() {
        return arrays.containsKey("train_images") && arrays.containsKey("test_images");
    }

    /** @param prefix of the arrays' names: {@code train_}, {@code test_} or nothing */
    Images images(String prefix) {
        IdxArray pixels = arrays.get(prefix + "images");
        if (pixels == null) {
            throw new UserError(
                    "NumPy archive %s has no array '%simages'; it has %s".formatted(file, prefix, arrays.keySet()));
        }
        Images images = IdxImages.of(pixels, null);
        int[] numbers = labels.get(prefix + "labels");
        if (numbers == null) {
            return images;
        }
        if (numbers.length != images.size()) {
            throw new UserError("NumPy archive %s has %d %slabels for %d images"
                    .formatted(file, numbers.length, prefix, images.size()));
        }
        return images.labelled(numbers);
    }
}
