package io.fanin.testkit;

import io.fanin.kernel.KernelProvider;

/** The contract on a broken provider; run by {@link BrokenProvidersTest}, never on its own. */
final class BrokenProviderContract extends KernelProviderContract {
  /** Which bug: the engine makes the instances, so there is no other way in. */
  static BrokenProvider.Bug bug = BrokenProvider.Bug.DROPS_LAST_LANE;

  @Override
  protected KernelProvider provider() {
    return new BrokenProvider(bug);
  }
}
