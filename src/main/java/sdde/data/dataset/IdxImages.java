package sdde.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sdde.config.UserError;
import sdde.data.Images;
import sdde.data.decoded.Sink;

/** From IDX arrays to {@link Images}: (N, H, W) grey, (N, C, H, W) or (N, H, W, C) with C of 1 or 3. */
final class IdxImages {
    private IdxImages() {}

    /** @throws UserError if the arrays are not images and their labels */
    static Images of(IdxArray images, @Nullable IdxArray labels) {
        int[] extents = images.extents();
        Images.Shape shape = shape(extents, images.name());
        byte[] pixels = isChannelsLast(extents) ? channelsFirst(images.entries(), shape) : images.entries();
        long[] ids = new long[extents[0]];
        Arrays.setAll(ids, i -> i);
        return new Images(shape, pixels, labels(extents[0], images.name(), labels), ids);
    }

    /** All images of two files, in their order. */
    static void copy(Path imageFile, Path labelFile, Sink sink) throws IOException {
        Images images = of(IdxFile.read(imageFile), IdxFile.read(labelFile));
        byte[] image = new byte[images.shape().bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, image);
            sink.add(image, images.labels()[i], images.ids()[i]);
        }
    }

    /** @throws UserError if these are no extents of images */
    static Images.Shape shape(int[] extents, String name) {
        if (extents.length == 3) {
            return new Images.Shape(1, extents[1], extents[2]);
        }
        if (isChannelsFirst(extents)) {
            return new Images.Shape(extents[1], extents[2], extents[3]);
        }
        if (isChannelsLast(extents)) {
            return new Images.Shape(extents[3], extents[1], extents[2]);
        }
        throw new UserError(
                "%s has extents %s; expected images: (N, H, W), (N, C, H, W) or (N, H, W, C) with C = 1 or 3"
                        .formatted(name, Arrays.toString(extents)));
    }

    private static int[] labels(int images, String imagesName, @Nullable IdxArray labels) {
        int[] numbers = new int[images];
        Arrays.fill(numbers, Images.NO_LABEL);
        if (labels == null) {
            return numbers;
        }
        checkLabels(labels.extents(), labels.name());
        if (labels.extents()[0] != images) {
            throw new UserError("%s has %d labels, expected %d, as many as the images of %s"
                    .formatted(labels.name(), labels.extents()[0], images, imagesName));
        }
        Arrays.setAll(numbers, i -> labels.entries()[i] & 0xff);
        return numbers;
    }

    /** @throws UserError if these are no extents of labels */
    static void checkLabels(int[] extents, String name) {
        if (extents.length != 1) {
            throw new UserError("%s has extents %s; expected labels: (N)".formatted(name, Arrays.toString(extents)));
        }
    }

    private static boolean isChannelsFirst(int[] extents) {
        return extents.length == 4 && (extents[1] == 1 || extents[1] == 3);
    }

    private static boolean isChannelsLast(int[] extents) {
        return extents.length == 4 && !isChannelsFirst(extents) && (extents[3] == 1 || extents[3] == 3);
    }

    private static byte[] channelsFirst(byte[] entries, Images.Shape shape) {
        byte[] pixels = new byte[entries.length];
        int area = shape.height() * shape.width();
        for (int i = 0; i < entries.length; i++) {
            int image = i / shape.bytes();
            int pixel = i % shape.bytes() / shape.channels();
            int channel = i % shape.channels();
            pixels[image * shape.bytes() + channel * area + pixel] = entries[i];
        }
        return pixels;
    }
}
