package sdde.train.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClassGroupsTest {
    @Test
    void everyImageIsPairedWithTheOneBeforeItOfItsClass() {
        assertThat(ClassGroups.partners(new long[] {7, 3, 7, 3, 7, 3})).containsExactly(4, 5, 0, 1, 2, 3);
    }

    @Test
    void anImageAloneIsItsOwnPartner() {
        assertThat(ClassGroups.partners(new long[] {2, 0, 1})).containsExactly(0, 1, 2);
    }

    @Test
    void refusesABatchThatIsNotBalanced() {
        assertThatThrownBy(() -> ClassGroups.partners(new long[] {1, 1, 4}))
                .hasMessage("every class of a batch must occur equally often, got {1=2, 4=1}");
    }
}
