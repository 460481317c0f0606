package sdde.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs after all other test classes ({@code junit-platform.properties}): what they have checked is all there is to check.
 * That an array fails when it is disturbed by 100 times its tolerance, {@link Golden#check} asserts of every one.
 */
@Order(Integer.MAX_VALUE)
class EveryOutputGoldenTest {
    @Test
    void everyOutputOfTheManifestHasItsLine() throws IOException {
        Set<String> checked = GoldenLog.ARRAYS.lines();
        Assumptions.assumeFalse(checked.isEmpty(), "no golden test ran before; run all of them: -Dtest='*Golden*'");

        assertThat(checked).isEqualTo(Golden.allOutputs());
    }
}
