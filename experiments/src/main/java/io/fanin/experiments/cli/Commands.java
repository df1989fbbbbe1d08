package io.fanin.experiments.cli;

import picocli.CommandLine;

/**
 * Every command of the house. A new one is a class {@code XCommand} that takes the {@link Context}
 * in its constructor, implements {@code Callable<Integer>} (the exit code), mixes in {@link
 * OutputOption}, and is added here in one line; help and suggestions follow by themselves.
 */
final class Commands {
  private Commands() {}

  static void addTo(CommandLine root, Context context) {
    root.addSubcommand(new DemoCommand(context));
    root.addSubcommand(new ListCommand(context));
    root.addSubcommand(new ExplainCommand(context));
    root.addSubcommand(new RunCommand(context));
    root.addSubcommand(new VerifyCommand(context));
    root.addSubcommand(new TrainCommand(context));
    root.addSubcommand(new PredictCommand(context));
    root.addSubcommand(new InspectCommand(context));
    root.addSubcommand(new GraphCommand(context));
    root.addSubcommand(new RunsCommand(context));
    root.addSubcommand(new ReportCommand(context));
    root.addSubcommand(new QueryCommand(context));
    root.addSubcommand(new ResumeCommand(context));
    root.addSubcommand(new DoctorCommand(context));
    root.addSubcommand(new CompletionCommand(context));
  }
}
