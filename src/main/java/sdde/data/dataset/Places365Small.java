package sdde.data.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.data.format.Archive;

/**
 * The validation photographs of Places365 (Zhou et al. 2017) of 256 × 256 pixels: 36,500 of 365 kinds, all of them for test.
 * Each is scaled from its original to the size that is asked for.
 *
 * @param size of a side where nobody asks for another, in pixels
 */
public record Places365Small(int size) implements Dataset {
    private static final Published FILES = new Published("places365-small");
    private static final Pattern PICTURE = Pattern.compile("(?:.*/)?(Places365_val_\\d{8}\\.jpg)");
    private static final int LARGEST_LIST = 100_000_000;

    public Places365Small {
        Sides.check(size);
    }

    @Override
    public Images load(Split split) {
        return load(split, new Images.Shape(3, size, size));
    }

    @Override
    public Images load(Split split, Images.Shape shape) {
        Parts.onlyTest("places365-small", split);
        return FILES.images("test", shape, reader(shape));
    }

    @Override
    public int size(Split split) {
        Parts.onlyTest("places365-small", split);
        Images.Shape shape = new Images.Shape(3, size, size);
        return FILES.count("test", shape, 36_500, reader(shape));
    }

    private static Published.Reader reader(Images.Shape shape) {
        return (files, sink) -> {
            Map<String, Integer> labels = labels(files.path(1));
            new PictureArchive(files.path(0), shape, 0).read(entry -> label(labels, entry), sink);
        };
    }

    private static int label(Map<String, Integer> labels, String entry) {
        Matcher picture = PICTURE.matcher(entry);
        return picture.matches() ? labels.getOrDefault(picture.group(1), Images.NO_LABEL) : PictureArchive.NOT_WANTED;
    }

    /** Lines of {@code places365_val.txt}: a file name and a number. */
    private static Map<String, Integer> labels(Path lists) {
        Map<String, Integer> labels = new HashMap<>();
        new Archive(lists).each((entry, content) -> {
            if (entry.endsWith("places365_val.txt")) {
                new String(content.readNBytes(LARGEST_LIST), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.strip().split(" "))
                        .filter(line -> line.length == 2 && line[1].matches("\\d{1,3}"))
                        .forEach(line -> labels.put(line[0], Integer.valueOf(line[1])));
            }
        });
        return labels;
    }

    @Override
    public Facts facts() {
        return new Facts(365, 3, size, size, Normalisation.half(3));
    }

    @Override
    public void prepare(Split split, Images.Shape shape) {
        load(split, shape);
    }

    @Override
    public void checkFiles() {
        FILES.require();
    }
}
