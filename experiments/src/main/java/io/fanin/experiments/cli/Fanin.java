package io.fanin.experiments.cli;

import io.fanin.experiments.wiring.Services;
import io.fanin.experiments.wiring.Wiring;
import java.io.PrintStream;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The whole command, also for tests and for programs: it ends no process. */
public final class Fanin {
  private Fanin() {}

  /**
   * Runs one command.
   *
   * @param out for results
   * @param err for messages and progress
   * @return the exit code
   */
  public static int main(String[] arguments, PrintStream out, PrintStream err) {
    Terminal terminal =
        Terminal.of(System.getProperty("fanin.terminal"), System.getenv("NO_COLOR"));
    return run(arguments, new Context(out, err, terminal));
  }

  static int run(String[] arguments, Context context) {
    RootCommand root = new RootCommand();
    CommandLine line = commandLine(root, context);
    Set<String> names = line.getSubcommands().keySet();
    context.services(() -> wire(root, names));
    int code = line.execute(arguments);
    context.out().flush();
    context.err().flush();
    return code;
  }

  private static Services wire(RootCommand root, Set<String> names) {
    return Wiring.services(root.folders(), names);
  }

  static CommandLine commandLine(RootCommand root, Context context) {
    CommandLine line = new CommandLine(root);
    Commands.addTo(line, context);
    line.setOut(new java.io.PrintWriter(context.out(), true));
    line.setErr(new java.io.PrintWriter(context.err(), true));
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            context.terminal().out() && context.terminal().colours()
                ? CommandLine.Help.Ansi.ON
                : CommandLine.Help.Ansi.OFF));
    Errors errors = new Errors(root, context);
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    line.setExecutionStrategy(parsed -> execute(root, context, parsed));
    return line;
  }

  private static int execute(RootCommand root, Context context, ParseResult parsed) {
    context.quiet(root.quiet());
    return new CommandLine.RunLast().execute(parsed);
  }
}
