package io.fanin.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract inside a test and tells which of its tests failed, by method name. */
final class NamedTests implements TestExecutionListener {
  private final Map<String, String> failures = new TreeMap<>();
  private int succeeded;
  private int aborted;

  private NamedTests() {}

  /** Runs the tests of these names. */
  static NamedTests of(Class<?> contract, Set<String> tests) {
    PostDiscoveryFilter named =
        descriptor ->
            FilterResult.includedIf(
                descriptor
                    .getSource()
                    .filter(MethodSource.class::isInstance)
                    .filter(s -> tests.contains(((MethodSource) s).getMethodName()))
                    .isPresent());
    NamedTests run = new NamedTests();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .filters(named)
                .build(),
            run);
    return run;
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    switch (result.getStatus()) {
      case FAILED ->
          failures.putIfAbsent(
              identifier
                  .getSource()
                  .filter(MethodSource.class::isInstance)
                  .map(s -> ((MethodSource) s).getMethodName())
                  .orElse(identifier.getDisplayName()),
              identifier.getDisplayName() + ": " + result.getThrowable().orElse(null));
      case ABORTED -> aborted++;
      case SUCCESSFUL -> succeeded += identifier.isTest() ? 1 : 0;
    }
  }

  /** Names of the test methods that failed, each with one of its errors. */
  Map<String, String> failures() {
    return failures;
  }

  int succeeded() {
    return succeeded;
  }

  int aborted() {
    return aborted;
  }
}
