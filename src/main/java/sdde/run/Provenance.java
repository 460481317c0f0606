package sdde.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What made a run, besides its spec.
 *
 * @param commit of this program, {@code +dirty} if it had local changes, {@code unknown} outside a checkout
 * @param java version of the runtime
 * @param djl version, or {@code unknown}
 * @param os name, version and architecture
 * @param dataSha256 of the data sets that are known beforehand, by name; bare lower-case hex
 */
public record Provenance(String commit, String java, String djl, String os, SortedMap<String, String> dataSha256) {
    public Provenance {
        dataSha256 = Collections.unmodifiableSortedMap(new TreeMap<>(dataSha256));
    }
}
