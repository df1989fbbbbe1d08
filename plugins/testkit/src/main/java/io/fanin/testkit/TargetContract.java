package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.expression.Interval;
import io.fanin.function.Constituent;
import io.fanin.function.InputType;
import io.fanin.function.Smoothness;
import io.fanin.function.SparseFunction;
import io.fanin.function.TargetProvider;
import io.fanin.random.RandomStream;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every target family must do; a provider's own test extends it and names the provider.
 *
 * <p>Looks at the targets of the default settings, or of those that {@link #settings} gives.
 */
public abstract class TargetContract {
  private static final int ROWS = 64;
  private static final long[] SEEDS = {1, 2, 3};

  /** For subclasses. */
  protected TargetContract() {}

  /** The provider. */
  protected abstract TargetProvider provider();

  /** Settings to look at; small ones. */
  protected List<Settings> settings() {
    return List.of(Settings.of(provider().keys()));
  }

  @Test
  final void it_describes_itself() {
    assertThat(provider().id()).matches("[a-z][a-z0-9-]*");
    assertThat(provider().description()).isNotBlank();
    List<String> names = provider().keys().stream().map(Key::name).toList();
    assertThat(new HashSet<>(names)).as("names of keys").hasSameSizeAs(names);
  }

  @Test
  final void the_same_seed_gives_the_same_function() {
    for (Settings settings : settings()) {
      for (long seed : SEEDS) {
        SparseFunction first = provider().create(settings, seed);
        SparseFunction second = provider().create(settings, seed);
        assertThat(second.graph()).isEqualTo(first.graph());
        double[] rows = rows(first);
        Check.bits("rows", rows(second), rows);
        Check.bits("values", second.values(rows, ROWS), first.values(rows, ROWS));
      }
    }
  }

  @Test
  final void its_values_are_finite_and_within_the_ranges_it_claims() {
    for (Settings settings : settings()) {
      SparseFunction function = provider().create(settings, SEEDS[0]);
      double[] rows = rows(function);
      double[] values = function.values(rows, ROWS);
      List<Interval> ranges = function.ranges();
      int width = values.length / ROWS;
      for (int row = 0; row < ROWS; row++) {
        for (int v = 0; v < function.graph().vertices(); v++) {
          double value = values[row * width + function.offset(v)];
          assertThat(value).as(function.graph().name(v)).isFinite();
          assertThat(ranges.get(v).contains(value))
              .as("range %s of %s holds %s", ranges.get(v), function.graph().name(v), value)
              .isTrue();
        }
      }
    }
  }

  @Test
  final void a_row_alone_has_the_bits_of_a_row_among_many() {
    SparseFunction function = provider().create(settings().get(0), SEEDS[0]);
    double[] rows = rows(function);
    double[] all = function.evaluate(rows, ROWS);
    int inputs = function.inputWidth();
    for (int row = 0; row < ROWS; row++) {
      double[] one = Arrays.copyOfRange(rows, row * inputs, (row + 1) * inputs);
      int outputs = function.outputs();
      Check.bits(
          "row " + row,
          function.evaluate(one),
          Arrays.copyOfRange(all, row * outputs, (row + 1) * outputs));
    }
  }

  @Test
  final void gradients_of_smooth_constituents_agree_with_central_differences() {
    for (Settings settings : settings()) {
      SparseFunction function = provider().create(settings, SEEDS[0]);
      if (function.inputs().stream().allMatch(i -> i.type().equals(InputType.REAL))) {
        double[] rows = rows(function);
        for (int row = 0; row < 8; row++) {
          checkConstituents(function, rows, row);
        }
      }
    }
  }

  private static void checkConstituents(SparseFunction function, double[] rows, int row) {
    int inputs = function.inputWidth();
    double[] values = function.values(Arrays.copyOfRange(rows, row * inputs, (row + 1) * inputs));
    for (int v = inputs; v < function.graph().vertices(); v++) {
      Constituent constituent = function.constituent(v);
      double[] args = new double[constituent.arity()];
      for (int slot = 0; slot < args.length; slot++) {
        args[slot] = values[function.offset(function.graph().read(v, slot))];
      }
      if (smooth(constituent.smoothness())) {
        checkGradient(constituent, args);
      }
    }
  }

  private static boolean smooth(Smoothness smoothness) {
    return smoothness.kind() == Smoothness.Kind.SMOOTH && smoothness.order() >= 3;
  }

  private static void checkGradient(Constituent constituent, double[] args) {
    double[] gradient = new double[args.length];
    constituent.gradient(args, gradient);
    for (int i = 0; i < args.length; i++) {
      CentralDifferences.compare(
          constituent.toString(), args, i, gradient[i], () -> constituent.value(args));
    }
  }

  private static double[] rows(SparseFunction function) {
    return function.sample(RandomStream.of(20261124, "testkit-target"), ROWS);
  }
}
