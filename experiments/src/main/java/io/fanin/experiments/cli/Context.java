package io.fanin.experiments.cli;

import io.fanin.experiments.plugin.Problem;
import io.fanin.experiments.wiring.Services;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every command is given: streams, what the global options say, and the services. */
final class Context {
  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;
  private @Nullable Supplier<Services> maker;
  private @Nullable Services services;
  private boolean quiet;

  Context(PrintStream out, PrintStream err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** How the services are made once the global options are known. */
  void services(Supplier<Services> supplier) {
    maker = supplier;
  }

  void quiet(boolean wanted) {
    quiet = wanted;
  }

  /** For results. */
  PrintStream out() {
    return out;
  }

  /** For messages. */
  PrintStream err() {
    return err;
  }

  Terminal terminal() {
    return terminal;
  }

  /** No progress, no remarks. */
  boolean quiet() {
    return quiet;
  }

  /** A remark on stderr, unless quiet. */
  void note(String text) {
    if (!quiet) {
      err.println(text);
    }
  }

  /** The services; the first call loads the plugins and says what is wrong with them. */
  Services services() {
    boolean first = services == null;
    Services loaded = servicesWithoutRemarks();
    if (first) {
      remark(loaded);
    }
    return loaded;
  }

  /** The services, for commands that show the problems themselves. */
  Services servicesWithoutRemarks() {
    Services loaded = services;
    if (loaded == null) {
      if (maker == null) {
        throw new IllegalStateException("the global options are not known yet");
      }
      loaded = maker.get();
      services = loaded;
    }
    return loaded;
  }

  private void remark(Services loaded) {
    for (Problem problem : loaded.problems()) {
      note("fanin: plugin " + problem.sentence());
    }
  }
}
