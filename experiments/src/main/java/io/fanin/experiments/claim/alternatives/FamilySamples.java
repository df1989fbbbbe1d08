package io.fanin.experiments.claim.alternatives;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.sampled.Samples;
import java.util.ArrayList;
import java.util.List;

/** The samples of all seeds of a family, drawn when the first task asks for them and then kept. */
final class FamilySamples {
  private final View view;
  private final SettingValues values;
  private final List<Samples> drawn = new ArrayList<>();

  FamilySamples(View view, SettingValues values) {
    this.view = view;
    this.values = values;
  }

  View view() {
    return view;
  }

  synchronized List<Samples> all() {
    Families families = new Families(values);
    for (int seed = drawn.size(); seed < Alternatives.allSeeds(values); seed++) {
      drawn.add(families.samples(view, seed));
    }
    return List.copyOf(drawn);
  }
}
