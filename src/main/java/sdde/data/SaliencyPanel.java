package sdde.data;

import java.util.List;
import sdde.data.format.Png;

/**
 * Images beside their saliency maps: each as it is, then under each of its maps. Dark red is little, yellow is much; a map is
 * scaled to its own largest value.
 */
public final class SaliencyPanel {
    private static final int GAP = 8;

    /** Between an image and its maps. */
    private static final int SEAM = 2;

    private final Images images;
    private final int tiles;
    private final int columns;
    private final int zoom;
    private final Png picture;

    private SaliencyPanel(Images images, int tiles, int columns, int zoom) {
        this.images = images;
        this.tiles = tiles;
        this.columns = columns;
        this.zoom = zoom;
        int rows = (images.size() + columns - 1) / columns;
        this.picture = new Png(columns * cell() + GAP, rows * (images.height() * zoom + GAP) + GAP);
    }

    /**
     * @param maps for each tile beside an image: (B, H·W), not negative
     * @param columns images in a row
     * @param zoom pixels of the picture for one of the image, in each direction
     * @return a PNG file
     */
    public static byte[] of(Images images, List<float[][]> maps, int columns, int zoom) {
        SaliencyPanel panel = new SaliencyPanel(images, maps.size() + 1, columns, zoom);
        for (int b = 0; b < images.size(); b++) {
            panel.tile(b, 0, new float[images.height() * images.width()]);
            for (int map = 0; map < maps.size(); map++) {
                panel.tile(b, map + 1, maps.get(map)[b]);
            }
        }
        return panel.picture.bytes();
    }

    /** An image with its maps and the gaps between them. */
    private int cell() {
        return tiles * (images.width() * zoom + SEAM) + GAP;
    }

    private void tile(int b, int which, float[] map) {
        int left = GAP + b % columns * cell() + which * (images.width() * zoom + SEAM);
        int top = GAP + b / columns * (images.height() * zoom + GAP);
        float largest = 0;
        for (float value : map) {
            largest = Math.max(largest, value);
        }
        for (int y = 0; y < images.height() * zoom; y++) {
            for (int x = 0; x < images.width() * zoom; x++) {
                int at = y / zoom * images.width() + x / zoom;
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
