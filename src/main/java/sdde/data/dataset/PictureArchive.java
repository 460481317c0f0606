package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.decoded.Sink;
import sdde.data.format.Archive;
import sdde.data.format.Pictures;

/**
 * Pictures in an archive, each scaled to one shape; an image's id is its place among those wanted, from 0.
 *
 * @param file tar, tar.gz or zip
 * @param shape to which every picture is brought
 * @param unreadable pictures that are known to be broken in the published file, and left out
 */
record PictureArchive(Path file, Images.Shape shape, int unreadable) {
    /** Label of an entry that is not wanted. */
    static final int NOT_WANTED = -2;

    private static final int LARGEST_PICTURE = 100_000_000;

    /** @param label of an entry by its name, or {@link #NOT_WANTED} */
    void read(ToIntFunction<String> label, Sink sink) throws IOException {
        int[] count = new int[2];
        new Archive(file).each((name, content) -> {
            int number = label.applyAsInt(name);
            if (number == NOT_WANTED) {
                return;
            }
            byte[] bytes = content.readNBytes(LARGEST_PICTURE);
            try {
                sink.add(scaled(Pictures.decode(bytes, name)), number, count[0]);
                count[0]++;
            } catch (UserError e) {
                if (++count[1] > unreadable) {
                    throw new UserError("archive %s: %s".formatted(file, e.getMessage()), e);
                }
            }
        });
        if (count[0] == 0) {
            throw new UserError("archive %s holds none of the pictures that it should".formatted(file));
        }
    }

    private byte[] scaled(Images picture) {
        return picture.resizedTo(shape.channels(), shape.height(), shape.width())
                .pixels();
    }
}
