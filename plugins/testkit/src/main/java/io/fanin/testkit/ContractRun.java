package io.fanin.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of a contract on one service. */
final class ContractRun implements TestExecutionListener {
  /**
   * A test that failed.
   *
   * @param test name of its method, with the case where there are several
   * @param message what was wrong
   */
  record Failure(String test, String message) {}

  private final List<Failure> failures = new ArrayList<>();
  private int cases;

  private ContractRun() {}

  /**
   * Runs every test of a contract.
   *
   * @param contract with a constructor that takes the service
   * @param service its class, which the thread's class loader sees
   */
  static ContractRun of(Class<?> contract, String service) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .configurationParameter(Offered.CLASS, service)
            .build();
    ContractRun run = new ContractRun();
    // No listener of the jars around may take part.
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();
    LauncherFactory.create(config).execute(request, run);
    return run;
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      String message = result.getThrowable().map(ContractRun::message).orElse("it failed");
      failures.add(new Failure(name(identifier), message));
    }
    boolean finished = result.getStatus() != TestExecutionResult.Status.ABORTED;
    cases += identifier.isTest() && finished ? 1 : 0;
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String name(TestIdentifier identifier) {
    String shown = identifier.getDisplayName();
    return identifier
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .map(method -> shown.startsWith(method) ? method : method + " " + shown)
        .orElse(shown);
  }

  /** Tests that failed, in the order in which they ran. */
  List<Failure> failures() {
    return failures;
  }

  /** Tests that ran to their end, well or not. */
  int cases() {
    return cases;
  }
}
