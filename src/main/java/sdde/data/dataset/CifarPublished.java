package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.Split;
import sdde.data.decoded.Sink;
import sdde.data.format.Archive;

/** CIFAR from the archive in the data folder, the binary one or the one for Python: they hold the same images in the same order. */
record CifarPublished(CifarFiles files) {
    /** @throws UserError naming what is missing or damaged and the command that mends it */
    Images load(Split split, CifarFiles.Part part) {
        if (split == Split.TRAIN
                && !part.sha256().isEmpty()
                && !part.sha256().equals(training().sha256())) {
            throw new UserError(
                    "dataset '%s': the training images in the data folder have changed: expected SHA-256 %s, got %s; bring the archive back, or leave out sha256"
                            .formatted(
                                    files.dataset(), part.sha256(), training().sha256()));
        }
        return new Parts(this::training, () -> images("test", List.of(files.test())))
                .load(split, part.validationSize(), part.splitSeed());
    }

    /** SHA-256 of the training images, whichever archive they are from. */
    TreeMap<String, Object> contents() {
        return new TreeMap<>(Map.of("sha256", training().sha256()));
    }

    private Images training() {
        return images("train " + files.training(), files.training());
    }

    private Images images(String part, List<String> names) {
        return new Published(files.dataset())
                .images(part, CifarFiles.SHAPE, (found, sink) -> read(found.path(0), names, sink));
    }

    private void read(Path archive, List<String> names, Sink sink) throws IOException {
        if (String.valueOf(archive.getFileName()).contains("-python")) {
            String pattern = names.stream()
                    .map(name -> Pattern.quote(name.replace(".bin", "")))
                    .collect(Collectors.joining("|"));
            String labels = files.labelBytes() == 1 ? "labels" : "fine_labels";
            new CifarPython(archive, labels, files.classes()).read(Pattern.compile(pattern), sink);
            return;
        }
        Map<String, byte[]> found = new HashMap<>();
        new Archive(archive).each((name, content) -> {
            String file = name.substring(name.lastIndexOf('/') + 1);
            if (names.contains(file)) {
                found.put(file, content.readAllBytes());
            }
        });
        long id = 0;
        for (String name : names) {
            id = copy(archive, name, found.getOrDefault(name, new byte[0]), id, sink);
        }
    }

    private long copy(Path archive, String name, byte[] records, long firstId, Sink sink) throws IOException {
        int length = files.labelBytes() + CifarFiles.SHAPE.bytes();
        if (records.length == 0 || records.length % length != 0) {
            throw new UserError("archive %s: %s has %d bytes, expected records of %d"
                    .formatted(archive, name, records.length, length));
        }
        byte[] image = new byte[CifarFiles.SHAPE.bytes()];
        int count = records.length / length;
        for (int i = 0; i < count; i++) {
            int label = records[i * length + files.labelBytes() - 1] & 0xff;
            if (label >= files.classes()) {
                throw new UserError("archive %s: %s has the label %d in record %d, expected 0 to %d"
                        .formatted(archive, name, label, i, files.classes() - 1));
            }
            System.arraycopy(records, i * length + files.labelBytes(), image, 0, image.length);
            sink.add(image, label, firstId + i);
        }
        return firstId + count;
    }
}
