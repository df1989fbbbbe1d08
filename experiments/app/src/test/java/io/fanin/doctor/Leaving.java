package io.fanin.doctor;

import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;

/** A target that ends the process when it is asked for a function. */
public final class Leaving implements TargetProvider {
  @Override
  public String id() {
    return "leaving";
  }

  @Override
  public String description() {
    return "goes";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public SparseFunction create(Settings settings, long seed) {
    Runtime.getRuntime().halt(9);
    throw new IllegalStateException("not reached");
  }
}
