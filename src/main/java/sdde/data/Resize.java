package sdde.data;

/**
 * Antialiased bilinear resizing with the bytes of Pillow's {@code Image.resize((w, h), Image.BILINEAR)}: a triangle as
 * wide as the scale, weights in 22-bit fixed point, first along rows, then along columns, rounded to bytes in between.
 * Java2D's filters differ enough to move an AUROC.
 *
 * <p>This is the order of Pillow up to 12, with which the authors worked. Pillow 13 takes the columns of tall images first
 * (python-pillow/Pillow#9549), which changes some of their bytes by one.
 */
final class Resize {
    /** 8 bits for the byte and 2 to spare for the sum of 32. */
    private static final int PRECISION = 32 - 8 - 2;

    private Resize() {}

    /** B·C·H·W bytes of the target's shape. */
    static byte[] to(Images.Shape target, Images images) {
        Images.Shape from = images.shape();
        byte[] resized = new byte[Math.multiplyExact(images.size(), target.bytes())];
        Images.Shape source = new Images.Shape(target.channels(), from.height(), from.width());
        Plan plan = Plan.of(source, target);
        byte[] image = new byte[from.bytes()];
        for (int i = 0; i < images.size(); i++) {
            images.read(i, image);
            plan.apply(withChannels(image, from.channels(), target.channels()), resized, i * target.bytes());
        }
        return resized;
    }

    private static byte[] withChannels(byte[] image, int from, int to) {
        if (from == to) {
            return image;
        }
        return to == 1 ? luma(image) : repeated(image);
    }

    private static byte[] repeated(byte[] grey) {
        byte[] colours = new byte[grey.length * 3];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(grey, 0, colours, channel * grey.length, grey.length);
        }
        return colours;
    }

    /** 0.299 R + 0.587 G + 0.114 B in 16-bit fixed point, as Pillow's {@code convert("L")}. */
    private static byte[] luma(byte[] colours) {
        int area = colours.length / 3;
        byte[] grey = new byte[area];
        for (int i = 0; i < area; i++) {
            int red = colours[i] & 0xff;
            int green = colours[area + i] & 0xff;
            int blue = colours[2 * area + i] & 0xff;
            grey[i] = (byte) ((red * 19595 + green * 38470 + blue * 7471 + (1 << 15)) >> 16);
        }
        return grey;
    }

    /** Scaled size, weights and cut of one pair of shapes. */
    private record Plan(Images.Shape from, Images.Shape to, Filter rows, Filter columns) {
        static Plan of(Images.Shape from, Images.Shape to) {
            // the side that has to grow more (or shrink less) meets its target exactly, the other covers it
            boolean widthDecides = (long) to.width() * from.height() >= (long) to.height() * from.width();
            int width = widthDecides ? to.width() : covering(from.width(), to.height(), from.height());
            int height = widthDecides ? covering(from.height(), to.width(), from.width()) : to.height();
            return new Plan(
                    from,
                    to,
                    Filter.of(from.width(), width, centred(width, to.width()), to.width()),
                    Filter.of(from.height(), height, centred(height, to.height()), to.height()));
        }

        private static int covering(int side, int target, int decidingSide) {
            return Math.toIntExact((long) target * side / decidingSide);
        }

        /** Python's {@code int(round(…))}: halves go to the even number. */
        private static int centred(int scaled, int cut) {
            return (int) Math.rint((scaled - cut) / 2.0);
        }

        void apply(byte[] image, byte[] out, int offset) {
            int area = from.height() * from.width();
            byte[] narrow = new byte[from.height() * to.width()];
            for (int channel = 0; channel < to.channels(); channel++) {
                for (int y = 0; y < from.height(); y++) {
                    rows.apply(
                            new Line(image, channel * area + y * from.width(), 1), new Line(narrow, y * to.width(), 1));
                }
                int start = offset + channel * to.height() * to.width();
                for (int x = 0; x < to.width(); x++) {
                    columns.apply(new Line(narrow, x, to.width()), new Line(out, start + x, to.width()));
                }
            }
        }
    }

    /** A row or a column inside an array. */
    private static final class Line {
        private final byte[] pixels;
        private final int start;
        private final int stride;

        Line(byte[] pixels, int start, int stride) {
            this.pixels = pixels;
            this.start = start;
            this.stride = stride;
        }
    }

    /** For each pixel of a line after the cut: the first source pixel, and the weights from there on. */
    private static final class Filter {
        private final int[] first;
        private final int[][] weights;

        private Filter(int[] first, int[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        static Filter of(int size, int scaled, int cutFrom, int cut) {
            int[] first = new int[cut];
            int[][] weights = new int[cut][];
            double scale = (double) size / scaled;
            double support = Math.max(scale, 1);
            for (int i = 0; i < cut; i++) {
                double centre = (cutFrom + i + 0.5) * scale;
                first[i] = Math.max(0, (int) (centre - support + 0.5));
                int end = Math.min(size, (int) (centre + support + 0.5));
                weights[i] = size == scaled ? identity(first, i, cutFrom) : triangle(first[i], end, centre, support);
            }
            return new Filter(first, weights);
        }

        /** A line that keeps its length is not filtered. */
        private static int[] identity(int[] first, int i, int cutFrom) {
            first[i] = cutFrom + i;
            return new int[] {1 << PRECISION};
        }

        private static int[] triangle(int first, int end, double centre, double support) {
            double[] weights = new double[end - first];
            double sum = 0;
            double narrowing = 1 / support;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.max(0, 1 - Math.abs((k + first - centre + 0.5) * narrowing));
                sum += weights[k];
            }
            int[] fixed = new int[weights.length];
            for (int k = 0; k < weights.length; k++) {
                fixed[k] = (int) (0.5 + weights[k] / sum * (1 << PRECISION));
            }
            return fixed;
        }

        void apply(Line from, Line to) {
            for (int i = 0; i < first.length; i++) {
                int sum = 1 << (PRECISION - 1);
                int[] weight = weights[i];
                int at = from.start + first[i] * from.stride;
                for (int k = 0; k < weight.length; k++) {
                    sum += (from.pixels[at + k * from.stride] & 0xff) * weight[k];
                }
                to.pixels[to.start + i * to.stride] = (byte) Math.min(255, sum >> PRECISION);
            }
        }
    }
}
