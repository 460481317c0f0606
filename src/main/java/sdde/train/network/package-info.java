/**
 * Networks, written for N members at once: convolutions member by member, dense layers as one batched product. A new
 * network is one record and one line in {@link sdde.train.network.Networks}.
 */
@NullMarked
package sdde.train.network;

import org.jspecify.annotations.NullMarked;
