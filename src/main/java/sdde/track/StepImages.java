package sdde.track;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import sdde.run.RunFiles;

/** A run's saliency panels under the names by which MLflow shows images with a slider over steps. */
final class StepImages {
    /** Says that a run has such images; without it the pages do not look for them. */
    static final String TAG = "mlflow.loggedImages";

    private StepImages() {}

    /**
     * Each as the picture and as the preview that the pages show in a grid. Browsers go by the content, so the preview may
     * be a PNG too.
     *
     * @param step the epoch whose weights were kept. @param time milliseconds since 1970, UTC. @return by artifact path
     */
    static SortedMap<String, Page.Source> of(RunFiles run, int step, long time) {
        SortedMap<String, Page.Source> images = new TreeMap<>();
        if (!Files.isDirectory(run.saliency())) {
            return images;
        }
        try (Stream<Path> all = Files.list(run.saliency())) {
            all.filter(file -> file.toString().endsWith(".png")).forEach(file -> {
                String set = file.getFileName().toString().replaceFirst("\\.png$", "");
                Page.Source picture = Page.Source.of(file);
                // of the content, so that the second sending has the same name
                UUID id = UUID.nameUUIDFromBytes(picture.sha256().getBytes(StandardCharsets.US_ASCII));
                String name = "images/saliency-%s%%step%%%d%%timestamp%%%d%%%s".formatted(set, step, time, id);
                images.put(name + ".png", picture);
                images.put(name + "%compressed.webp", picture);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + run.saliency(), e);
        }
        return images;
    }
}
