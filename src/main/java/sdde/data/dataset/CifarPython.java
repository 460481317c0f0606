package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.decoded.Sink;
import sdde.data.format.Archive;
import sdde.data.format.Pickle;
import sdde.data.format.PickledArray;

/**
 * CIFAR's archives for Python: pickled dictionaries with {@code data} (N, 3072) and a list of labels. They hold the same images
 * as the binary archives, in the same order.
 *
 * @param archive {@code cifar-10-python.tar.gz}, {@code cifar-100-python.tar.gz}
 * @param labels key of the list: {@code labels}, {@code fine_labels}
 * @param classes C
 */
record CifarPython(Path archive, String labels, int classes) {
    private static final int BYTES = 3072;

    /** These batches, in the order of their names. */
    void read(List<String> batches, Sink sink) throws IOException {
        Map<String, Object> found = new TreeMap<>();
        new Archive(archive).each((name, content) -> {
            String file = name.substring(name.lastIndexOf('/') + 1);
            if (batches.contains(file)) {
                Object batch = Pickle.read(content, archive + ":" + name);
                found.put(file, batch == null ? "nothing" : batch);
            }
        });
        if (found.size() < batches.size()) {
            throw new UserError("archive %s has of the files %s only %s".formatted(archive, batches, found.keySet()));
        }
        long id = 0;
        for (Map.Entry<String, Object> batch : found.entrySet()) {
            id = copy(batch.getKey(), batch.getValue(), id, sink);
        }
    }

    private long copy(String name, Object batch, long firstId, Sink sink) throws IOException {
        boolean whole = batch instanceof Map<?, ?> map
                && map.get("data") instanceof PickledArray data
                && map.get(labels) instanceof List<?> numbers
                && data.shape().length == 2
                && data.shape()[1] == BYTES
                && data.shape()[0] == numbers.size();
        if (!whole) {
            throw new UserError("archive %s: %s is no dictionary with 'data' (N, 3072) and '%s' (N)"
                    .formatted(archive, name, labels));
        }
        Map<?, ?> map = (Map<?, ?>) batch;
        byte[] pixels = ((PickledArray) java.util.Objects.requireNonNull(map.get("data"))).entries();
        List<?> numbers = (List<?>) java.util.Objects.requireNonNull(map.get(labels));
        byte[] image = new byte[BYTES];
        for (int i = 0; i < numbers.size(); i++) {
            long label = numbers.get(i) instanceof Long number ? number : -1;
            if (label < 0 || label >= classes) {
                throw new UserError("archive %s: entry %d of '%s' in %s is no number from 0 to %d"
                        .formatted(archive, i, labels, name, classes - 1));
            }
            System.arraycopy(pixels, i * BYTES, image, 0, BYTES);
            sink.add(image, (int) label, firstId + i);
        }
        return firstId + numbers.size();
    }

    static final Images.Shape SHAPE = new Images.Shape(3, 32, 32);
}
