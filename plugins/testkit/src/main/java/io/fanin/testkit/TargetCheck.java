package io.fanin.testkit;

import io.fanin.function.TargetProvider;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on a target of a plugin, with its default settings. */
@ExtendWith(Offered.class)
final class TargetCheck extends TargetContract {
  private final TargetProvider provider;

  TargetCheck(TargetProvider provider) {
    this.provider = provider;
  }

  @Override
  protected TargetProvider provider() {
    return provider;
  }
}
