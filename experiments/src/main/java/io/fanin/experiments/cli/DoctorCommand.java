package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.run.Machine;
import io.fanin.experiments.run.SelfCheck;
import io.fanin.experiments.run.Versions;
import io.fanin.experiments.wiring.Services;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Says what works here and what does not, and why. */
@Command(
    name = "doctor",
    description = {
      "Devices, providers and plugins: usable or why not.",
      "--plugins alone: only plugins, and the testkit's contracts on what each jar offers."
    },
    footer = {
      "",
      "Exit codes: 0 fine, 1 a plugin breaks a contract, 4 a plugin was left out or a device fails"
          + " its self-check."
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long MIB = 1L << 20;

  private final Context context;

  @ParentCommand private RootCommand root = new RootCommand();
  @Mixin private OutputOption output = new OutputOption();

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Services services = context.servicesWithoutRemarks();
    List<SelfCheck.Finding> checks =
        root.pluginsAlone() ? List.of() : SelfCheck.of(services.kernels());
    Listing plugins = Listing.plugins(services);
    ContractFindings contracts =
        root.pluginsAlone() ? ContractFindings.of(services, context) : ContractFindings.NONE;
    if (output.json()) {
      printJson(checks, plugins, contracts);
    } else {
      printText(checks, plugins);
      contracts.print(context.out());
    }
    if (contracts.anyFailed()) {
      return ExitCode.ERROR;
    }
    boolean sick = checks.stream().anyMatch(SelfCheck.Finding::sick);
    return sick || !services.problems().isEmpty() ? ExitCode.UNDECIDED : ExitCode.FINE;
  }

  private void printText(List<SelfCheck.Finding> checks, Listing plugins) {
    PrintStream out = context.out();
    if (!root.pluginsAlone()) {
      Wrapped.print(out, "Fanin", Versions.fanin());
      Wrapped.print(out, "Java", Versions.java());
      Wrapped.print(out, "Machine", Machine.here().sentence());
      Wrapped.print(out, "Heap", Runtime.getRuntime().maxMemory() / MIB + " MiB at most");
      out.println();
      out.println("Devices");
      TextTable table = TextTable.of("  id", "rank", "from", "state").numbers(1);
      for (SelfCheck.Finding check : checks) {
        table.row(
            "  " + check.id(),
            Integer.toString(check.rank()),
            Listing.file(check.origin()),
            check.state());
      }
      table.print(out);
      for (SelfCheck.Finding check : checks) {
        if (!check.advice().isEmpty()) {
          out.println("  Advice for " + check.id() + ": " + check.advice());
        }
      }
      out.println();
    }
    plugins.print(out);
  }

  private void printJson(
      List<SelfCheck.Finding> checks, Listing plugins, ContractFindings contracts) {
    ObjectNode node = JsonOutput.of("doctor");
    node.put("fanin", Versions.fanin())
        .put("java", Versions.java())
        .put("machine", Machine.here().sentence())
        .put("heapBytes", Runtime.getRuntime().maxMemory());
    ArrayNode devices = node.putArray("devices");
    for (SelfCheck.Finding check : checks) {
      devices
          .addObject()
          .put("id", check.id())
          .put("rank", check.rank())
          .put("origin", check.origin())
          .put("usable", check.usable())
          .put("state", check.state())
          .put("advice", check.advice());
    }
    plugins.write(node.putArray("plugins"));
    contracts.write(node);
    JsonOutput.print(context.out(), node);
  }
}
