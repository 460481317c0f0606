package sdde.data.overlap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sdde.data.Images;

/**
 * Images of one set that stand in another as well: with the same bytes, or nearly. Distance is the root of the mean squared
 * difference over all bytes. Means over blocks of pixels differ by no more than that (Jensen), so comparing them first throws out
 * most pairs and never a near one.
 *
 * @param exact images of the second set whose bytes are in the first
 * @param near images of the second set that are not, but are within {@link #NEAR} of one in the first
 * @param pairs the nearest partner of each of these, nearest first
 */
public record Overlap(int exact, int near, List<Pair> pairs) {
    /** Levels of 255. Copies that were scaled or compressed again are nearer; two digits 1 of two people are not. */
    public static final double NEAR = 8;

    /**
     * @param first id in the first set
     * @param second id in the second set
     * @param distance in levels of 255
     */
    public record Pair(long first, long second, double distance) {}

    public Overlap {
        pairs = List.copyOf(pairs);
    }

    /** @param second of any size; compared at that of the first */
    public static Overlap of(Images first, Images second) {
        Images same = second.resizedTo(first.channels(), first.height(), first.width());
        Blocks known = Blocks.sorted(first);
        Blocks asked = Blocks.of(same);
        List<Pair> pairs = new ArrayList<>();
        Search search = new Search(first, same);
        for (int row = 0; row < same.size(); row++) {
            int partner = search.nearest(known, asked, row);
            if (partner >= 0) {
                pairs.add(new Pair(first.ids()[partner], second.ids()[row], search.distance()));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        int exact = (int) pairs.stream().filter(pair -> pair.distance() == 0).count();
        return new Overlap(exact, pairs.size() - exact, pairs);
    }
}
