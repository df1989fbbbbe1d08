package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.wiring.Services;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what is here and from which jar. */
@Command(
    name = "list",
    description = "What is here: claims, targets, architectures, optimizers, devices, plugins.")
final class ListCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "claims, targets, architectures, optimizers, devices or plugins; all of them"
              + " without it.")
  private @Nullable String kind;

  @Mixin private OutputOption output = new OutputOption();

  ListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    requireKnown();
    Services services = context.servicesWithoutRemarks();
    List<Listing> listings =
        Listing.all(services).stream().filter(l -> kind == null || l.kind().equals(kind)).toList();
    if (output.json()) {
      printJson(listings);
    } else {
      printText(listings);
    }
    return ExitCode.FINE;
  }

  private void requireKnown() {
    if (kind != null && !Listing.KINDS.contains(kind)) {
      throw new InvalidInputException(
          "there is no list of '" + kind + "'" + Suggestions.hint(kind, Listing.KINDS));
    }
  }

  private void printText(List<Listing> listings) {
    boolean first = true;
    for (Listing listing : listings) {
      if (!first) {
        context.out().println();
      }
      first = false;
      listing.print(context.out());
    }
  }

  private void printJson(List<Listing> listings) {
    ObjectNode node = JsonOutput.of("list");
    for (Listing listing : listings) {
      listing.write(node.putArray(listing.kind()));
    }
    JsonOutput.print(context.out(), node);
  }
}
