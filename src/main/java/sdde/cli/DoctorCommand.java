package sdde.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Options;
import sdde.run.Json;

/** Looks at everything that is known to go wrong, and says how to mend it. */
final class DoctorCommand implements Command {
    private static final String QUICK = "quick";

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "looks for what is wrong with the program, the machine and the results; says how to mend it";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.json())
                .addOption(CommonOptions.flag(QUICK, "compare lengths of files, not their hashes, and no numbers"));
    }

    @Override
    public String examples() {
        return """
                sweep doctor
                MLFLOW_TRACKING_URI=http://127.0.0.1:5000 sweep doctor --quick
                """;
    }

    @Override
    public int run(Invocation invocation) {
        invocation.noArguments();
        List<Finding> findings = new ArrayList<>(MachineChecks.all(invocation));
        findings.addAll(ResultChecks.all(invocation.home(), !invocation.has(QUICK)));
        long wrong = findings.stream().filter(finding -> finding.fix() != null).count();
        if (invocation.has(CommonOptions.JSON)) {
            invocation.console().line(Json.line(findings));
        } else {
            findings.forEach(finding -> print(finding, invocation.console()));
            invocation.console().line(wrong == 0 ? "nothing is wrong" : wrong + " findings");
        }
        return wrong == 0 ? Main.OK : Main.SOME_FAILED;
    }

    private static void print(Finding finding, Console console) {
        boolean good = finding.fix() == null;
        console.line("%s %-16s %s"
                .formatted(
                        good
                                ? console.paint(Console.Colour.GREEN, "ok   ")
                                : console.paint(Console.Colour.RED, "wrong"),
                        finding.about(),
                        finding.text()));
        if (!good) {
            console.line("      fix: " + finding.fix());
        }
    }
}
