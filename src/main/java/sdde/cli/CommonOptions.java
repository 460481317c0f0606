package sdde.cli;

import org.apache.commons.cli.Option;

/** Options that several commands take. */
final class CommonOptions {
    static final String HOME = "home";
    static final String JSON = "json";
    static final String CSV = "csv";
    static final String SLOTS = "slots";
    static final String DATA = "data";
    static final String SMOKE = "smoke";

    private CommonOptions() {}

    static Option home() {
        return valued(
                HOME,
                "DIR",
                "folder of results.db, runs/ and reports/ (default: SDDE_HOME, else the project's folder)");
    }

    static Option data() {
        return valued(
                DATA, "DIR", "folder of downloaded data sets (default: SDDE_DATA, else data/ in the home folder)");
    }

    static Option smoke() {
        return flag(
                SMOKE,
                "a form of the sweep that ends in minutes: few images, one epoch, two seeds; generated images for absent data");
    }

    static Option json() {
        return flag(JSON, "print JSON");
    }

    static Option slots() {
        return valued(SLOTS, "N", "runs at a time (default: the file's, else one for every core)");
    }

    static Option devices() {
        return valued(
                Placement.DEVICES,
                "LIST",
                "auto, cpu:N, cuda:0,cuda:2, or sim:N: N devices that only look like GPUs (default: the file's, else auto)");
    }

    static Option executor() {
        return valued(
                Carrier.EXECUTOR,
                "NAME",
                "what runs the workers: local (processes here), slurm (a cluster, see docs/scheduling.md), inline (this process) (default: the file's, else local)");
    }

    static Option flag(String name, String what) {
        return Option.builder().longOpt(name).desc(what).build();
    }

    static Option valued(String name, String value, String what) {
        return Option.builder().longOpt(name).hasArg().argName(value).desc(what).build();
    }
}
