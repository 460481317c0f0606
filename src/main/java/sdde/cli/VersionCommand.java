package sdde.cli;

/** What exactly is running here. */
final class VersionCommand implements Command {
    @Override
    public String name() {
        return "version";
    }

    @Override
    public String summary() {
        return "prints the versions of the program, its commit and Java";
    }

    @Override
    public String examples() {
        return "sweep version";
    }

    @Override
    public int run(Invocation invocation) {
        invocation.noArguments();
        Program program = invocation.program();
        invocation
                .console()
                .line("sdde %s, commit %s, Java %s, DJL %s"
                        .formatted(
                                program.version(),
                                program.commit(),
                                System.getProperty("java.version"),
                                Versions.djl()));
        return Main.OK;
    }
}
