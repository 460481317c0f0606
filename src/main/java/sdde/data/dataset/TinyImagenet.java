package sdde.data.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.config.UserError;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.data.decoded.Sink;
import sdde.data.files.StoredFiles;
import sdde.data.format.Archive;

/**
 * TinyImageNet (Stanford CS231n): 100,000 photographs for training and validation, its 10,000 validation photographs for test,
 * because those for test have no labels; 64 × 64 colour. Labels are the places of the WordNet ids in alphabetical order.
 *
 * @param validationSize images held out of the training images, the same share of every class
 * @param splitSeed which ones
 */
public record TinyImagenet(int validationSize, long splitSeed) implements Dataset {
    private static final Published FILES = new Published("tiny-imagenet");
    private static final Images.Shape SHAPE = new Images.Shape(3, 64, 64);
    private static final Pattern TRAINING = Pattern.compile("(?:.*/)?train/(n\\d{8})/images/[^/]+\\.JPEG");
    private static final Pattern TEST = Pattern.compile("(?:.*/)?val/images/([^/]+\\.JPEG)");
    private static final int CLASSES = 200;
    private static final int LARGEST_LIST = 10_000_000;

    public TinyImagenet {
        Parts.checkValidationSize(validationSize);
    }

    @Override
    public Images load(Split split) {
        return new Parts(
                        () -> FILES.images("train", SHAPE, TinyImagenet::readTraining),
                        () -> FILES.images("test", SHAPE, TinyImagenet::readTest))
                .load(split, validationSize, splitSeed);
    }

    @Override
    public int size(Split split) {
        return Parts.size(
                split,
                () -> FILES.count("train", SHAPE, 100_000, TinyImagenet::readTraining),
                () -> FILES.count("test", SHAPE, 10_000, TinyImagenet::readTest),
                validationSize);
    }

    private static void readTraining(StoredFiles.Found files, Sink sink) throws IOException {
        Lists lists = Lists.of(files.path(0));
        new PictureArchive(files.path(0), SHAPE, 0).read(lists::trainingLabel, sink);
    }

    private static void readTest(StoredFiles.Found files, Sink sink) throws IOException {
        Lists lists = Lists.of(files.path(0));
        new PictureArchive(files.path(0), SHAPE, 0).read(lists::testLabel, sink);
    }

    /** OpenOOD's values for this set. */
    @Override
    public Facts facts() {
        return new Facts(
                CLASSES,
                3,
                64,
                64,
                new Normalisation(List.of(0.4802, 0.4481, 0.3975), List.of(0.2302, 0.2265, 0.2262)));
    }

    @Override
    public void checkFiles() {
        FILES.require();
    }

    /** The words of WordNet, as far as the files are there. */
    @Override
    public List<String> classNames() {
        Lists lists = Lists.of(FILES.require().path(0));
        return lists.ids.stream().map(id -> lists.words.getOrDefault(id, id)).toList();
    }

    /** The texts of the archive: which classes there are, what they mean, and which photograph for test shows what. */
    private static final class Lists {
        private final Path archive;
        private final List<String> ids;
        private final Map<String, Integer> labels = new HashMap<>();
        private final Map<String, String> words = new HashMap<>();
        private final Map<String, String> answers = new HashMap<>();

        private Lists(Path archive, List<String> ids) {
            this.archive = archive;
            this.ids = ids;
            ids.forEach(id -> labels.put(id, labels.size()));
        }

        static Lists of(Path archive) {
            Map<String, List<String>> texts = new HashMap<>();
            new Archive(archive).each((name, content) -> {
                String file = name.substring(name.lastIndexOf('/') + 1);
                if (List.of("wnids.txt", "words.txt", "val_annotations.txt").contains(file)) {
                    String text = new String(content.readNBytes(LARGEST_LIST), StandardCharsets.UTF_8);
                    texts.put(file, text.lines().toList());
                }
            });
            List<String> ids = texts.getOrDefault("wnids.txt", List.of()).stream()
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .toList();
            if (ids.isEmpty()) {
                throw new UserError("archive %s lacks wnids.txt, the list of its classes".formatted(archive));
            }
            Lists lists = new Lists(archive, List.copyOf(new TreeSet<>(ids)));
            if (lists.ids.size() > CLASSES) {
                throw new UserError("archive %s: wnids.txt lists %d classes, expected at most %d"
                        .formatted(archive, lists.ids.size(), CLASSES));
            }
            columns(texts, "words.txt").forEach(line -> lists.words.put(line[0], line[1]));
            columns(texts, "val_annotations.txt").forEach(line -> lists.answers.put(line[0], line[1]));
            return lists;
        }

        private static List<String[]> columns(Map<String, List<String>> texts, String file) {
            return texts.getOrDefault(file, List.of()).stream()
                    .map(line -> line.split("\t"))
                    .filter(line -> line.length >= 2)
                    .toList();
        }

        int trainingLabel(String entry) {
            Matcher picture = TRAINING.matcher(entry);
            return picture.matches()
                    ? labels.getOrDefault(picture.group(1), PictureArchive.NOT_WANTED)
                    : PictureArchive.NOT_WANTED;
        }

        int testLabel(String entry) {
            Matcher picture = TEST.matcher(entry);
            if (!picture.matches()) {
                return PictureArchive.NOT_WANTED;
            }
            Integer label = labels.get(answers.getOrDefault(picture.group(1), ""));
            if (label == null) {
                throw new UserError("archive %s: val_annotations.txt does not say what %s shows"
                        .formatted(archive, picture.group(1)));
            }
            return label;
        }
    }
}
