package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    footer = {"", "  source <(fanin completion)"})
final class CompletionCommand implements Callable<Integer> {
  private final Context context;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OutputOption output = new OutputOption();

  CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("fanin", spec.root().commandLine());
    if (output.json()) {
      ObjectNode node = JsonOutput.of("completion").put("script", script);
      JsonOutput.print(context.out(), node);
    } else {
      context.out().print(script);
    }
    return ExitCode.FINE;
  }
}
