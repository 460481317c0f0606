package sdde.cli;

/** The program's entry: {@code sweep COMMAND …}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.err.println("not supported yet: every command");
        System.exit(3);
    }
}
