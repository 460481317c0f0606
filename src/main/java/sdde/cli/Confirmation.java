package sdde.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.cli.Option;

/** Asks before something is deleted. */
final class Confirmation {
    private static final String YES = "yes";

    private Confirmation() {}

    static Option option() {
        return CommonOptions.flag(YES, "do not ask");
    }

    /** Where nobody can be asked the answer is no. */
    static boolean given(Invocation invocation, String question) {
        if (invocation.has(YES)) {
            return true;
        }
        if (!invocation.console().isTerminal()) {
            invocation.console().line("nothing was removed; to do it, add --yes");
            return false;
        }
        invocation.console().print(question + " [y/N] ");
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String answer = in.readLine();
            boolean yes =
                    answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
            if (!yes) {
                invocation.console().line("nothing was removed");
            }
            return yes;
        } catch (IOException e) {
            return false;
        }
    }
}
