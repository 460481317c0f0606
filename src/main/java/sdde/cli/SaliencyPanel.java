package sdde.cli;

import sdde.data.Images;
import sdde.report.figure.Png;

/**
 * Images beside their saliency maps: each as it is, under the map of the trained network, and under that of a network with
 * weights drawn anew; four a row. Dark red is little, yellow is much; a map is scaled to its own largest value.
 */
final class SaliencyPanel {
    private static final int COLUMNS = 4;
    private static final int ZOOM = 4;
    private static final int GAP = 8;

    private final Images images;
    private final Png picture;

    /** @param maps (B, H·W) of the trained network. @param others of the one drawn anew */
    static byte[] of(Images images, float[][] maps, float[][] others) {
        SaliencyPanel panel = new SaliencyPanel(images);
        for (int b = 0; b < images.size(); b++) {
            panel.tile(b, 0, new float[images.height() * images.width()]);
            panel.tile(b, 1, maps[b]);
            panel.tile(b, 2, others[b]);
        }
        return panel.picture.bytes();
    }

    private SaliencyPanel(Images images) {
        this.images = images;
        int rows = (images.size() + COLUMNS - 1) / COLUMNS;
        this.picture = new Png(COLUMNS * cell(images) + GAP, rows * (images.height() * ZOOM + GAP) + GAP);
    }

    /** Three tiles and the gaps between them. */
    private static int cell(Images images) {
        return 3 * (images.width() * ZOOM + GAP / 4) + GAP;
    }

    private void tile(int b, int which, float[] map) {
        int left = GAP + b % COLUMNS * cell(images) + which * (images.width() * ZOOM + GAP / 4);
        int top = GAP + b / COLUMNS * (images.height() * ZOOM + GAP);
        float largest = 0;
        for (float value : map) {
            largest = Math.max(largest, value);
        }
        for (int y = 0; y < images.height() * ZOOM; y++) {
            for (int x = 0; x < images.width() * ZOOM; x++) {
                int at = y / ZOOM * images.width() + x / ZOOM;
                double share = largest > 0 ? map[at] / largest : 0;
                picture.set(left + x, top + y, colour(b, at, share));
            }
        }
    }

    private int colour(int b, int at, double share) {
        int area = images.height() * images.width();
        int colour = 0;
        int[] heat = {255, (int) Math.round(255 * Math.max(0, 2 * share - 1)), 0};
        double weight = 0.6 * Math.min(1, 2 * share);
        for (int channel = 0; channel < 3; channel++) {
            int from = images.channels() == 1 ? 0 : channel;
            int level = images.pixels()[(b * images.channels() + from) * area + at] & 0xff;
            colour = colour << 8 | (int) Math.round((1 - weight) * level + weight * heat[channel]);
        }
        return colour;
    }
}
