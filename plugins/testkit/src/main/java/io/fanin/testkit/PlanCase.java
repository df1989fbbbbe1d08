package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.HostSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import java.util.List;

/**
 * One kind of wiring, in its smallest form; activations and losses keep whole numbers whole.
 *
 * @param name what is special about it
 * @param plan the plan; every loss weighs {@link #ROWS}, so that the mean's divisor cancels
 */
record PlanCase(String name, Plan plan) {
  /** Live rows for which the plans are made: one more than a tile. */
  static final int ROWS = 65;

  @Override
  public String toString() {
    return name;
  }

  static List<PlanCase> all() {
    return List.of(
        new PlanCase("binary tree", tree(Activation.RELU)),
        new PlanCase("shared convolution with padding and stride", convolution()),
        new PlanCase("one block read twice", doubleRead()),
        new PlanCase("reads of several widths and levels", mixedReads()),
        new PlanCase("residual through a frozen identity", residual()),
        new PlanCase("average pooling", pooling()),
        new PlanCase("several outputs and losses inside", severalLosses()),
        new PlanCase("dense, one node a level", dense(Activation.RELU)),
        new PlanCase("three replicas on two streams", ensemble()),
        new PlanCase("basis expansion", basis()),
        new PlanCase("host function", host()));
  }

  static Plan tree(Activation activation) {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(8, 1);
    int[] a =
        sketch.affine(
            activation,
            3,
            new int[] {x[0], x[1]},
            new int[] {x[2], x[3]},
            new int[] {x[4], x[5]},
            new int[] {x[6], x[7]});
    int[] b = sketch.affine(activation, 3, new int[] {a[0], a[1]}, new int[] {a[2], a[3]});
    int[] root = sketch.affine(Activation.IDENTITY, 1, b);
    return sketch.losses(Loss.MSE, ROWS, root).build();
  }

  private static Plan convolution() {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(9, 2);
    int[] a = sketch.shared(Activation.RELU, 5, windows(x, 3, 2, 1));
    int[] b = sketch.shared(Activation.RELU, 3, windows(a, 3, 2, 1));
    int[] head = sketch.affine(Activation.IDENTITY, 1, b, b);
    return sketch.losses(Loss.MSE, ROWS, head).build();
  }

  /** Filters along a line; reads outside are the zero block. */
  private static int[][] windows(int[] blocks, int filter, int stride, int padding) {
    int positions = (blocks.length + 2 * padding - filter) / stride + 1;
    int[][] reads = new int[positions][filter];
    for (int v = 0; v < positions; v++) {
      for (int slot = 0; slot < filter; slot++) {
        int at = v * stride + slot - padding;
        reads[v][slot] = at < 0 || at >= blocks.length ? BlockSpec.ZERO : blocks[at];
      }
    }
    return reads;
  }

  private static Plan doubleRead() {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(2, 3);
    int[] a =
        sketch.affine(
            Activation.QUADRATIC, 2, new int[] {x[0], x[0], x[1]}, new int[] {x[1], x[0], x[1]});
    int[] y = sketch.affine(Activation.IDENTITY, 1, new int[] {a[0], a[1], a[0]});
    return sketch.losses(Loss.MSE, ROWS, y).build();
  }

  private static Plan mixedReads() {
    Sketch sketch = new Sketch();
    int[] narrow = sketch.inputs(2, 1);
    int[] wide = sketch.inputs(2, 5);
    int[] a =
        sketch.affine(
            Activation.RELU, 3, new int[] {narrow[0], wide[0]}, new int[] {narrow[1], wide[1]});
    int[] b =
        sketch.affine(
            Activation.IDENTITY,
            1,
            new int[] {wide[0], a[1], narrow[1]},
            new int[] {wide[1], a[0], narrow[1]});
    return sketch.losses(Loss.MSE, ROWS, b).build();
  }

  private static Plan residual() {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(2, 4);
    int[] a = sketch.affine(Activation.RELU, 4, x, x);
    int[] sum =
        sketch.frozen(Activation.IDENTITY, 4, new int[] {a[0], x[0]}, new int[] {a[1], x[1]});
    int[] y = sketch.affine(Activation.IDENTITY, 1, sum);
    return sketch.losses(Loss.MSE, ROWS, y).build();
  }

  private static Plan pooling() {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(8, 2);
    int[] a = sketch.shared(Activation.RELU, 3, windows(x, 1, 1, 0));
    int[] mean = sketch.frozen(Activation.IDENTITY, 3, windows(a, 4, 4, 0));
    int[] y = sketch.affine(Activation.IDENTITY, 1, mean);
    return sketch.losses(Loss.MSE, ROWS, y).build();
  }

  private static Plan severalLosses() {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(4, 1);
    int[] a = sketch.affine(Activation.IDENTITY, 1, new int[] {x[0], x[1]}, new int[] {x[2], x[3]});
    int[] b = sketch.affine(Activation.RELU, 1, a, a, a);
    sketch.losses(Loss.MSE, ROWS, b);
    sketch.losses(Loss.MSE, 2 * ROWS, a[1]);
    return sketch.losses(Loss.HINGE, ROWS, a[0], b[1]).build();
  }

  static Plan dense(Activation activation) {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(1, 20);
    int[] a = sketch.affine(activation, 17, x);
    int[] b = sketch.affine(activation, 9, a);
    int[] y = sketch.affine(Activation.IDENTITY, 1, b);
    return sketch.losses(Loss.MSE, ROWS, y).build();
  }

  /** Replica 0 reads stream 0, the others stream 1; all have the same columns and shapes. */
  private static Plan ensemble() {
    Plan.Builder plan = Plan.builder();
    int[] streams = {0, 1, 1};
    for (int stream = 0; stream < 2; stream++) {
      plan.input(new InputBlock("a", 0, 2, stream));
      plan.input(new InputBlock("b", 2, 2, stream));
    }
    int[] replicas = {0, 1, 2};
    int[] reads = {0, 1, 2, 3, 2, 3};
    int[] widths = {2, 2};
    int hidden =
        plan.add(
            new AffineSpec(
                "hidden",
                1,
                4,
                widths,
                5,
                Activation.RELU,
                true,
                reads,
                replicas,
                replicas,
                false,
                1));
    int[] own = {hidden, hidden + 1, hidden + 2};
    int[] five = {5};
    int root =
        plan.add(
            new AffineSpec(
                "root",
                2,
                7,
                five,
                1,
                Activation.IDENTITY,
                true,
                own,
                replicas,
                replicas,
                false,
                0.5));
    for (int r = 0; r < 3; r++) {
      plan.output(new Output("y", root + r, r));
      plan.loss(new LossTerm("y" + r, Loss.MSE, root + r, 0, ROWS, r, streams[r]));
    }
    return plan.build();
  }

  private static Plan basis() {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(3, 2);
    int[] powers =
        sketch.add(new BasisSpec("powers", 1, sketch.plan.nextBlock(), 2, new Powers(), x.clone()));
    int[] a = sketch.affine(Activation.IDENTITY, 2, windows(powers, 2, 1, 0));
    int[] y = sketch.affine(Activation.IDENTITY, 1, a);
    return sketch.losses(Loss.MSE, ROWS, y).build();
  }

  private static Plan host() {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(2, 2);
    int[] a = sketch.affine(Activation.RELU, 2, x, x);
    int[] shares = {0, 1};
    int[] reads = {a[0], x[1], a[1], a[1]};
    int[] widths = {2, 2};
    int[] h =
        sketch.add(
            new HostSpec(
                "products",
                2,
                sketch.plan.nextBlock(),
                widths,
                2,
                new WeightedProducts(),
                reads,
                shares,
                new int[2],
                false));
    int[] y = sketch.affine(Activation.IDENTITY, 1, h);
    return sketch.losses(Loss.MSE, ROWS, y).build();
  }
}
