package io.fanin.experiments.cli;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.kernel.KernelException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every error as one message of a line, with the exit code that tells its kind. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final Logger LOG = LogManager.getLogger(Errors.class);

  private final RootCommand root;
  private final Context context;

  Errors(RootCommand root, Context context) {
    this.root = root;
    this.context = context;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    say(usage(e), e);
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    return explain(e);
  }

  /** Says what went wrong; gives the exit code. */
  int explain(Exception e) {
    if (e instanceof InvalidInputException) {
      say(String.valueOf(e.getMessage()), e);
      return ExitCode.USAGE;
    }
    if (e instanceof ParameterException parameter) {
      return handleParseException(parameter, new String[0]);
    }
    say(sentence(e), e);
    return ExitCode.ERROR;
  }

  private void say(String message, Exception e) {
    context.err().println("fanin: " + message);
    LOG.debug("the error came up here", e);
    if (root.stacktrace()) {
      e.printStackTrace(context.err());
    }
  }

  private static String sentence(Exception e) {
    boolean spoken =
        e instanceof KernelException
            || e instanceof UncheckedIOException
            || e instanceof java.io.IOException;
    return spoken && e.getMessage() != null
        ? e.getMessage()
        : "internal error: " + e + "; --stacktrace shows where, please report it";
  }

  private static String usage(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched);
    }
    CommandLine line = e.getCommandLine();
    String message = String.valueOf(e.getMessage());
    if (line.getParent() == null && message.startsWith("Missing required subcommand")) {
      return "give a command, such as fanin demo; fanin --help lists them";
    }
    String lower = Character.toLowerCase(message.charAt(0)) + message.substring(1);
    return lower + "; see " + line.getCommandSpec().qualifiedName() + " --help";
  }

  private static String unknown(UnmatchedArgumentException e) {
    CommandLine line = e.getCommandLine();
    String name = e.getUnmatched().get(0);
    String command = line.getCommandSpec().qualifiedName();
    if (name.startsWith("-")) {
      return unknownOption(line, name, command);
    }
    if (line.getParent() == null) {
      return "unknown command '" + name + "'" + Suggestions.hint(name, names(line));
    }
    return command + " takes no further argument '" + name + "'; see " + command + " --help";
  }

  private static List<String> names(CommandLine line) {
    return List.copyOf(line.getSubcommands().keySet());
  }

  private static String unknownOption(CommandLine line, String name, String command) {
    String bare = name.contains("=") ? name.substring(0, name.indexOf('=')) : name;
    List<String> known = List.copyOf(line.getCommandSpec().optionsMap().keySet());
    return "unknown option '"
        + bare
        + "'"
        + Suggestions.nearest(bare, known)
            .map(n -> "; did you mean '" + n + "'?")
            .orElse("; see " + command + " --help");
  }
}
