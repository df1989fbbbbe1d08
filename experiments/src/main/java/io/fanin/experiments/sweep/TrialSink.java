package io.fanin.experiments.sweep;

import java.util.List;

/** Takes results from a backend; called by one thread, the one that runs the backend. */
public interface TrialSink {
  /** Takes the results of one finished task. */
  void accept(List<TrialResult> results);

  /** Called now and then while nothing arrives, so that what is pending can be made durable. */
  void idle();
}
