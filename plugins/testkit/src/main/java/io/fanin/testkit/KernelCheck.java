package io.fanin.testkit;

import io.fanin.kernel.KernelProvider;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on a kernel provider of a plugin. */
@ExtendWith(Offered.class)
final class KernelCheck extends KernelProviderContract {
  private final KernelProvider provider;

  KernelCheck(KernelProvider provider) {
    this.provider = provider;
  }

  @Override
  protected KernelProvider provider() {
    return provider;
  }
}
