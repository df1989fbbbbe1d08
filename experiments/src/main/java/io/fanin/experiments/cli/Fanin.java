package io.fanin.experiments.cli;

import io.fanin.experiments.wiring.Services;
import io.fanin.experiments.wiring.Wiring;
import io.fanin.input.InvalidInputException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
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
    int code = execute(line, arguments, names, context);
    context.out().flush();
    context.err().flush();
    return code;
  }

  private static int execute(
      CommandLine line, String[] arguments, Set<String> names, Context context) {
    Optional<PluginCommands.Call> call = PluginCommands.find(arguments, names);
    if (call.isPresent()) {
      try {
        ParseResult parsed = line.parseArgs(call.get().before().toArray(String[]::new));
        boolean asks = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
        Optional<Integer> code = asks ? Optional.empty() : PluginCommands.run(call.get(), context);
        if (code.isPresent()) {
          return code.get();
        }
      } catch (ParameterException e) {
        return line.execute(arguments); // says what is wrong
      } catch (RuntimeException e) {
        return new Errors(line.getCommand(), context).explain(e);
      }
    }
    return line.execute(arguments);
  }

  private static Services wire(RootCommand root, Set<String> names) {
    return Wiring.services(root.folders(), names);
  }

  static CommandLine commandLine(RootCommand root, Context context) {
    CommandLine line = new CommandLine(root);
    Commands.addTo(line, context);
    line.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
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
    line.setExecutionStrategy(parsed -> execute(root, context, errors, parsed));
    return line;
  }

  private static int execute(RootCommand root, Context context, Errors errors, ParseResult parsed) {
    context.quiet(root.quiet());
    if (root.pluginsAlone() && !"doctor".equals(name(parsed))) {
      return errors.explain(new InvalidInputException("--plugins needs a folder: --plugins DIR"));
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static @Nullable String name(ParseResult parsed) {
    return parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : null;
  }
}
