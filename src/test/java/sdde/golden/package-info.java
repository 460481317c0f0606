/**
 * Checks against numbers of the authors' code. A test of golden numbers is called {@code *GoldenTest} and may live in any
 * package:
 *
 * <pre>{@code
 * private static Golden golden;
 *
 * @BeforeAll
 * static void open() {
 *     golden = Golden.open("div_logits.npz");
 * }
 *
 * @AfterAll
 * static void nothingWasLeftOut() {
 *     Golden.finish(golden);
 * }
 * }</pre>
 */
package sdde.golden;
