package sdde.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.data.files.StoredFiles;
import sdde.data.format.Archive;

/**
 * The Describable Textures Dataset (Cimpoi et al. 2014): 5,640 photographs of 47 kinds, of many sizes, all of them for test.
 * Each is scaled from its original to the size that is asked for.
 *
 * @param size of a side where nobody asks for another, in pixels
 */
public record Textures(int size) implements Dataset {
    private static final Published FILES = new Published("textures");
    private static final Pattern PICTURE = Pattern.compile("(?:.*/)?images/([a-z-]+)/[^/.][^/]*\\.jpg");

    public Textures {
        Sides.check(size);
    }

    @Override
    public Images load(Split split) {
        return load(split, new Images.Shape(3, size, size));
    }

    @Override
    public Images load(Split split, Images.Shape shape) {
        Parts.onlyTest("textures", split);
        return FILES.images("test", shape, reader(shape));
    }

    @Override
    public int size(Split split) {
        Parts.onlyTest("textures", split);
        Images.Shape shape = new Images.Shape(3, size, size);
        return FILES.count("test", shape, 5_640, reader(shape));
    }

    private static Published.Reader reader(Images.Shape shape) {
        return (files, sink) -> {
            List<String> names = names(files);
            new PictureArchive(files.path(0), shape, 0).read(entry -> label(names, entry), sink);
        };
    }

    private static int label(List<String> names, String entry) {
        Matcher picture = PICTURE.matcher(entry);
        return picture.matches() ? names.indexOf(picture.group(1)) : PictureArchive.NOT_WANTED;
    }

    private static List<String> names(StoredFiles.Found files) {
        TreeSet<String> names = new TreeSet<>();
        new Archive(files.path(0)).each((entry, content) -> {
            Matcher picture = PICTURE.matcher(entry);
            if (picture.matches()) {
                names.add(picture.group(1));
            }
        });
        return new ArrayList<>(names);
    }

    @Override
    public Facts facts() {
        return new Facts(47, 3, size, size, Normalisation.half(3));
    }

    @Override
    public void prepare(Split split, Images.Shape shape) {
        load(split, shape);
    }

    @Override
    public void checkFiles() {
        FILES.require();
    }

    @Override
    public List<String> classNames() {
        return names(FILES.require());
    }
}
