package io.fanin.experiments.cli;

import io.fanin.experiments.sweep.SweepListener;
import io.fanin.experiments.sweep.TrialResult;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on stderr where that is a terminal; otherwise nothing. */
final class Progress implements SweepListener, AutoCloseable {
  private static final int WIDTH = 79;
  private static final int REFRESH_MILLIS = 200;

  private final Context context;
  private final String name;
  private @Nullable ProgressBar bar;

  Progress(Context context, String name) {
    this.context = context;
    this.name = name;
  }

  @Override
  public void started(int total, int known) {
    if (known > 0) {
      context.note(known + " of " + total + " trials are done already");
    }
    if (context.terminal().err() && !context.quiet()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(context.err(), WIDTH))
              .startsFrom(known, Duration.ZERO)
              .build();
    }
  }

  @Override
  public void finished(TrialResult result) {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.step();
    }
  }

  @Override
  public void close() {
    ProgressBar shown = bar;
    bar = null;
    if (shown != null) {
      shown.close();
    }
  }
}
