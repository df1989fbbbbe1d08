package io.fanin.testkit;

import io.fanin.optim.NormBall;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Optimizers;
import org.junit.jupiter.api.Nested;

/** Every built-in rule keeps the contract for rules. */
final class BuiltInOptimizersTest {
  @Nested
  final class Sgd extends OptimizerContract {
    @Override
    protected Optimizer rule() {
      return Optimizers.sgd();
    }
  }

  @Nested
  final class Momentum extends OptimizerContract {
    @Override
    protected Optimizer rule() {
      return Optimizers.momentum(0.9);
    }
  }

  @Nested
  final class Nesterov extends OptimizerContract {
    @Override
    protected Optimizer rule() {
      return Optimizers.nesterov(0.9);
    }
  }

  @Nested
  final class Adam extends OptimizerContract {
    @Override
    protected Optimizer rule() {
      return Optimizers.adam();
    }
  }

  @Nested
  final class AdamW extends OptimizerContract {
    @Override
    protected Optimizer rule() {
      return Optimizers.adamW(0.01);
    }
  }

  @Nested
  final class RmsProp extends OptimizerContract {
    @Override
    protected Optimizer rule() {
      return Optimizers.rmsProp();
    }
  }

  @Nested
  final class Everything extends OptimizerContract {
    @Override
    protected Optimizer rule() {
      return Optimizers.momentum(0.5)
          .decayed(0.01)
          .clipped(1)
          .projected(new NormBall(NormBall.Kind.ROW_L2, 2));
    }
  }
}
