package sdde.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.cli.Options;
import sdde.config.DidYouMean;
import sdde.config.UserError;

/** Data sets: what there is, downloads, checks. */
final class DataCommand implements Command {
    static final String MIRROR = "mirror";
    static final String UNCHECKED = "unchecked";

    /** One of the things this command does. */
    interface Verb {
        /** @param names what follows the verb @return exit code */
        int run(Invocation invocation, List<String> names);
    }

    private static final Map<String, Verb> VERBS = new TreeMap<>(Map.of(
            "list", DataList::run,
            "check", DataCheck::run,
            "fetch", DataFetch::run,
            "verify", DataVerify::run,
            "import", DataImport::run));

    @Override
    public String name() {
        return "data";
    }

    @Override
    public String summary() {
        return "lists the data sets, downloads, verifies, imports or compares them";
    }

    @Override
    public String arguments() {
        return "list | fetch NAME… | verify [NAME…] | import NAME PATH… | check NAME [NAME…] | check --sweep SWEEP";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.home())
                .addOption(CommonOptions.data())
                .addOption(CommonOptions.valued(MIRROR, "URL", "fetch: a folder with the files, not the official ones"))
                .addOption(CommonOptions.valued(DataCheck.SWEEP, "SWEEP", "check: all sets of a sweep, for its report"))
                .addOption(CommonOptions.flag(UNCHECKED, "import: take files that are not the published ones"));
    }

    @Override
    public String examples() {
        return """
                sweep data list                       # what there is, where, how large, under which licence
                sweep data fetch svhn kmnist          # goes on where an earlier download broke off
                sweep data fetch svhn --mirror https://example.org/svhn
                sweep data verify                     # hashes every file anew
                sweep data import cifar10 ~/Downloads # from files that are there already
                sweep data check mnist notmnist       # images and classes that they have in common
                sweep data check --sweep quickstart   # of all sets of a sweep; its next report shows them
                """;
    }

    @Override
    public int run(Invocation invocation) {
        List<String> arguments = invocation.line().getArgList();
        if (arguments.isEmpty()) {
            throw new UserError("expected one of %s, got nothing; see: sweep data --help".formatted(VERBS.keySet()));
        }
        Verb verb = VERBS.get(arguments.get(0));
        if (verb == null) {
            String hint = DidYouMean.hint(arguments.get(0), VERBS.keySet());
            throw new UserError("unknown 'data %s'%s known: %s"
                    .formatted(arguments.get(0), hint.isEmpty() ? ";" : hint, VERBS.keySet()));
        }
        return verb.run(invocation, arguments.subList(1, arguments.size()));
    }
}
