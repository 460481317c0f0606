package sdde.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sdde.evaluate.Predictions;
import sdde.run.RunFiles;
import sdde.run.RunId;

/** The large files of runs, read when they are asked for. */
public interface Shelf {
    /** Has nothing. */
    Shelf EMPTY = new Shelf() {
        @Override
        public Optional<Predictions> predictions(RunId run, String evalSet) {
            return Optional.empty();
        }

        @Override
        public SortedMap<String, byte[]> panels(RunId run) {
            return new TreeMap<>();
        }
    };

    /** Without features. None where a run has no predictions on the set. */
    Optional<Predictions> predictions(RunId run, String evalSet);

    /** Pictures of images under their saliency maps, PNG, by file name. */
    SortedMap<String, byte[]> panels(RunId run);

    /** @param runs the folder {@code runs/} of a home */
    static Shelf of(Path runs) {
        return new Shelf() {
            @Override
            public Optional<Predictions> predictions(RunId run, String evalSet) {
                Path file = RunFiles.of(runs, run).predictions(evalSet);
                return Files.exists(file) ? Optional.of(Predictions.readWithoutFeatures(file)) : Optional.empty();
            }

            @Override
            public SortedMap<String, byte[]> panels(RunId run) {
                SortedMap<String, byte[]> panels = new TreeMap<>();
                Path folder = RunFiles.of(runs, run).saliency();
                try {
                    for (Path file : pictures(folder)) {
                        panels.put(file.getFileName().toString(), Files.readAllBytes(file));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read " + folder, e);
                }
                return panels;
            }
        };
    }

    private static List<Path> pictures(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }
}
