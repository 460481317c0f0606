package sdde.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sdde.config.UserError;

class InOrderTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 40).boxed().toList();

    @Test
    void handsOverInTheOrderGivenOnTheCallingThread() {
        Thread own = Thread.currentThread();
        List<Integer> seen = new ArrayList<>();
        Set<Thread> workers = ConcurrentHashMap.newKeySet();

        int count = InOrder.count(
                ITEMS,
                item -> {
                    workers.add(Thread.currentThread());
                    return 2 * item;
                },
                (item, doubled) -> {
                    assertThat(Thread.currentThread()).isSameAs(own);
                    seen.add(doubled.get());
                    return item % 4 == 0;
                });

        assertThat(seen)
                .containsExactlyElementsOf(ITEMS.stream().map(item -> 2 * item).toList());
        assertThat(count).isEqualTo(10);
        assertThat(workers).doesNotContain(own);
    }

    @Test
    void whatOneThrowsComesOutWhereItIsAskedFor() {
        int count = InOrder.count(
                ITEMS,
                item -> {
                    if (item == 7) {
                        throw new UserError("no logits");
                    }
                    return item;
                },
                (item, result) -> {
                    if (item != 7) {
                        return result.get().equals(item);
                    }
                    assertThatThrownBy(result::get)
                            .isInstanceOf(UserError.class)
                            .hasMessage("no logits");
                    return false;
                });

        assertThat(count).isEqualTo(39);
    }

    @Test
    void nothingIsNothing() {
        assertThat(InOrder.count(List.<Integer>of(), item -> item, (item, result) -> true))
                .isZero();
    }
}
