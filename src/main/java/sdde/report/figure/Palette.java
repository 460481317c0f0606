package sdde.report.figure;

import java.util.List;

/** Colours that are told apart by colour-blind readers, on light and on dark; dashes tell them apart in grey. */
final class Palette {
    private static final List<String> SERIES =
            List.of("#2f7fd1", "#cb6f16", "#12946b", "#c2417c", "#8a63d2", "#7a8594", "#8f8300", "#d1495b");
    private static final List<String> DASHES =
            List.of("none", "7 3", "2 3", "9 3 2 3", "12 4", "4 4", "1 2", "6 2 1 2");

    private Palette() {}

    static String series(int index) {
        return SERIES.get(index % SERIES.size());
    }

    static String dash(int index) {
        return DASHES.get(index % DASHES.size());
    }

    /** From pale to deep blue. @param share in [0, 1] */
    static String heat(double share) {
        StringBuilder colour = new StringBuilder("#");
        for (int level : levels(share)) {
            colour.append(Character.forDigit(level >> 4, 16)).append(Character.forDigit(level & 15, 16));
        }
        return colour.toString();
    }

    /** Of letters on {@link #heat}: black or white, whichever is told from it better (WCAG's contrast, 4.5 or more). */
    static String onHeat(double share) {
        int[] levels = levels(share);
        double light = 0.2126 * linear(levels[0]) + 0.7152 * linear(levels[1]) + 0.0722 * linear(levels[2]);
        return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
    }

    private static double linear(int level) {
        double part = level / 255.0;
        return part <= 0.04045 ? part / 12.92 : StrictMath.pow((part + 0.055) / 1.055, 2.4);
    }

    /** Red, green, blue. */
    private static int[] levels(double share) {
        int[][] stops = {
            {0xf3, 0xf6, 0xfb}, {0xb9, 0xd3, 0xec}, {0x5a, 0x9b, 0xd0}, {0x1a, 0x5a, 0x9c}, {0x0b, 0x2f, 0x5e}
        };
        double place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
        int from = (int) Math.min(stops.length - 2, Math.floor(place));
        int[] levels = new int[3];
        for (int channel = 0; channel < levels.length; channel++) {
            double step = stops[from + 1][channel] - stops[from][channel];
            levels[channel] = (int) Math.round(stops[from][channel] + (place - from) * step);
        }
        return levels;
    }
}
