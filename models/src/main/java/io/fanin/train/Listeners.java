package io.fanin.train;

import java.util.List;

/** Several listeners as one. */
record Listeners(List<TrainingListener> all) implements TrainingListener {
  @Override
  public void evaluated(HistoryPoint point) {
    all.forEach(listener -> listener.evaluated(point));
  }

  @Override
  public boolean stepped(long step) {
    boolean goOn = true;
    for (TrainingListener listener : all) {
      goOn &= listener.stepped(step); // every one hears of it, whatever the others say
    }
    return goOn;
  }
}
