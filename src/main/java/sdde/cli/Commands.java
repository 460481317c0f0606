package sdde.cli;

import java.util.List;
import java.util.Optional;

/** All commands, in the order of the help. */
final class Commands {
    private static final List<Command> ALL = List.of(
            new RunCommand(),
            new PlanCommand(),
            new StatusCommand(),
            new StopCommand(),
            new RetryCommand(),
            new LogsCommand(),
            new ReportCommand(),
            new TablesCommand(),
            new CompareCommand(),
            new SqlCommand(),
            new RebuildCommand(),
            new SyncCommand(),
            new BackupCommand(),
            new ExportCommand(),
            new DoctorCommand(),
            new VerifyCommand(),
            new CheckCommand(),
            new ImportCommand(),
            new RmCommand(),
            new GcCommand(),
            new DataCommand(),
            new BenchCommand(),
            new GpuCheckCommand(),
            new SchemaCommand(),
            new HelpCommand(),
            new VersionCommand());

    private Commands() {}

    static List<Command> all() {
        return ALL;
    }

    static List<String> names() {
        return ALL.stream().map(Command::name).toList();
    }

    static Optional<Command> find(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
