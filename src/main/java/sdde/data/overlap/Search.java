package sdde.data.overlap;

import sdde.data.Images;

/** Finds the nearest image of the first set, if any is near. */
final class Search {
    /** What float32 may have lost of a block's mean. */
    private static final double SLACK = 1e-2;

    private final Images first;
    private final Images second;
    private final byte[] a;
    private final byte[] b;
    private double best;

    Search(Images first, Images second) {
        this.first = first;
        this.second = second;
        this.a = new byte[first.shape().bytes()];
        this.b = new byte[first.shape().bytes()];
    }

    /** Of the last pair found, in levels. */
    double distance() {
        return Math.sqrt(best);
    }

    /** @return a row of the first set; -1 if none is near. @param row of the second set */
    int nearest(Blocks known, Blocks asked, int row) {
        best = Overlap.NEAR * Overlap.NEAR;
        int nearest = -1;
        boolean read = false;
        double mean = asked.mean(row);
        double reach = Overlap.NEAR + SLACK;
        for (int place = known.firstFrom(mean - reach); place < known.size(); place++) {
            if (known.mean(place) > mean + reach || (nearest >= 0 && best == 0)) {
                break;
            }
            if (known.distance(place, asked, row, best + SLACK) > best + SLACK) {
                continue;
            }
            if (!read) {
                second.read(row, b);
                read = true;
            }
            first.read(known.row(place), a);
            double squared = squared();
            if (squared < best || (squared == best && nearest < 0)) {
                best = squared;
                nearest = known.row(place);
            }
        }
        return nearest;
    }

    private double squared() {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            int difference = (a[i] & 0xff) - (b[i] & 0xff);
            sum += (long) difference * difference;
        }
        return (double) sum / a.length;
    }
}
