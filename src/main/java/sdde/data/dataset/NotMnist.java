package sdde.data.dataset;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdde.data.Dataset;
import sdde.data.Images;
import sdde.data.Normalisation;
import sdde.data.Split;
import sdde.data.decoded.Sink;
import sdde.data.files.StoredFiles;

/** Letters A to J from many fonts (Bulatov 2011), the small set: 18,724 images of 28 × 28 grey, all of them for test. */
public record NotMnist() implements Dataset {
    private static final Published FILES = new Published("notmnist");
    private static final Images.Shape SHAPE = new Images.Shape(1, 28, 28);
    private static final Pattern PICTURE = Pattern.compile("(?:.*/)?([A-J])/[^/]+\\.png");

    /** Two files of the archive are empty pictures. */
    private static final int BROKEN = 2;

    @Override
    public Images load(Split split) {
        Parts.onlyTest("notmnist", split);
        return FILES.images("test", SHAPE, NotMnist::read);
    }

    @Override
    public int size(Split split) {
        Parts.onlyTest("notmnist", split);
        return FILES.count("test", SHAPE, 18_724, NotMnist::read);
    }

    private static void read(StoredFiles.Found files, Sink sink) throws IOException {
        new PictureArchive(files.path(0), SHAPE, BROKEN).read(NotMnist::label, sink);
    }

    private static int label(String entry) {
        Matcher picture = PICTURE.matcher(entry);
        return picture.matches() ? picture.group(1).charAt(0) - 'A' : PictureArchive.NOT_WANTED;
    }

    @Override
    public Facts facts() {
        return new Facts(10, 1, 28, 28, Normalisation.half(1));
    }

    @Override
    public void checkFiles() {
        FILES.require();
    }

    @Override
    public List<String> classNames() {
        return List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
    }
}
