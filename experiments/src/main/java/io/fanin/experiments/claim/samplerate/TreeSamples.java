package io.fanin.experiments.claim.samplerate;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Samples;
import java.util.ArrayList;
import java.util.List;

/** The samples of all seeds, drawn when the first task asks for them and then kept. */
final class TreeSamples {
  private final SettingValues values;
  private final List<Samples> drawn = new ArrayList<>();

  TreeSamples(SettingValues values) {
    this.values = values;
  }

  synchronized List<Samples> all() {
    for (int seed = drawn.size(); seed < SampleRate.allSeeds(values); seed++) {
      drawn.add(RoughTree.samples(values, seed));
    }
    return List.copyOf(drawn);
  }
}
