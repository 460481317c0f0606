package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sdde.data.Images;
import sdde.data.decoded.Sink;
import sdde.data.format.Archive;

/** CIFAR from the archive in the data folder, the binary one or the one for Python: they hold the same images in the same order. */
record CifarArchive(Cifar cifar) implements Cifar.Source {
    /** In each of the official files. */
    private static final int OF_TEN = 10_000;

    private static final int TRAINING_OF_HUNDRED = 50_000;

    private Published published() {
        return new Published(cifar.dataset());
    }

    @Override
    public Images images(List<String> files) {
        return published().images(part(files), Cifar.SHAPE, reader(files));
    }

    @Override
    public String sha256(List<String> files) {
        return published().sha256(part(files), Cifar.SHAPE, reader(files));
    }

    @Override
    public int count(List<String> files) {
        int official = files.size() * (files.contains("train.bin") ? TRAINING_OF_HUNDRED : OF_TEN);
        return published().count(part(files), Cifar.SHAPE, official, reader(files));
    }

    @Override
    public void check() {
        published().require();
    }

    private static String part(List<String> files) {
        return "files " + files;
    }

    private Published.Reader reader(List<String> names) {
        return (found, sink) -> read(found.path(0), names, sink);
    }

    private void read(Path archive, List<String> names, Sink sink) throws IOException {
        if (String.valueOf(archive.getFileName()).contains("-python")) {
            List<String> batches =
                    names.stream().map(name -> name.replace(".bin", "")).toList();
            String labels = cifar.labelBytes() == 1 ? "labels" : "fine_labels";
            new CifarPython(archive, labels, cifar.classes()).read(batches, sink);
            return;
        }
        Map<String, byte[]> found = new HashMap<>();
        new Archive(archive).each((name, content) -> {
            String file = name.substring(name.lastIndexOf('/') + 1);
            if (names.contains(file)) {
                found.put(file, Cifar.whole(content, "file %s in archive %s".formatted(name, archive)));
            }
        });
        long id = 0;
        for (String name : names) {
            byte[] records = found.getOrDefault(name, new byte[0]);
            id = cifar.copy(records, "file %s in archive %s".formatted(name, archive), id, sink);
        }
    }
}
