package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.KernelProvider;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A contract that no bug fails would prove nothing. */
final class BrokenProvidersTest {

  /** The contract on a broken provider; nested, so that no build runs it on its own. */
  static final class Contract extends KernelProviderContract {
    /** Which bug: the engine makes the instances, so there is no other way in. */
    static BrokenProvider.Bug bug = BrokenProvider.Bug.DROPS_LAST_LANE;

    @Override
    protected KernelProvider provider() {
      return new BrokenProvider(bug);
    }
  }

  @ParameterizedTest
  @EnumSource(BrokenProvider.Bug.class)
  void every_seeded_bug_is_noticed_by_the_test_made_for_it(BrokenProvider.Bug bug) {
    Contract.bug = bug;
    NamedTests run = NamedTests.of(Contract.class, Set.of(bug.noticedBy()));
    assertThat(run.failures()).as("tests that notice " + bug).containsKey(bug.noticedBy());
  }

  @Test
  void every_bug_names_a_test_of_the_contract() {
    Set<String> names = new TreeSet<>();
    for (Class<?> c = KernelProviderContract.class; c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        names.add(method.getName());
      }
    }
    List<String> noticing = new ArrayList<>();
    for (BrokenProvider.Bug bug : BrokenProvider.Bug.values()) {
      noticing.add(bug.noticedBy());
    }
    assertThat(names).containsAll(noticing);
  }
}
