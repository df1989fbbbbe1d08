package io.fanin.bench.libtorch;

import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.WindowLevel;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Formulations of levels whose windows lie side by side and have weights of their own. */
enum LocalFormulation implements Formulation {
  /** Batched products on {@code [node, feature, batch]}: the next level is a view. */
  BMM_BATCH {
    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.permute(0, 2, 1).contiguous();
    }

    @Override
    public Layer layer(LevelWeights w) {
      Tensor weight = Weighted.parameter(w.weight());
      Tensor bias = Weighted.parameter(w.bias().unsqueeze(2));
      return new Weighted(
          weight, bias, x -> torch.baddbmm(bias, weight, x.view(w.nodes(), w.reads(), -1)));
    }
  },

  /** Batched products on {@code [node, batch, feature]}: the usual way. */
  BMM_NODE {
    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.contiguous();
    }

    @Override
    public Layer layer(LevelWeights w) {
      Tensor weight = Weighted.parameter(w.weight().permute(0, 2, 1));
      Tensor bias = Weighted.parameter(w.bias().unsqueeze(1));
      return new Weighted(weight, bias, x -> torch.baddbmm(bias, gather(w, x), weight));
    }

    private static Tensor gather(LevelWeights w, Tensor x) {
      int fanIn = w.level().fanIn();
      return fanIn == 1
          ? x
          : x.view(w.nodes(), fanIn, -1, w.readWidth())
              .permute(0, 2, 1, 3)
              .reshape(w.nodes(), -1, w.reads());
    }
  },

  /** Einstein's sum on {@code [batch, node, feature]}. */
  EINSUM {
    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.permute(1, 0, 2).contiguous();
    }

    @Override
    public Layer layer(LevelWeights w) {
      Tensor weight = Weighted.parameter(w.weight());
      Tensor bias = Weighted.parameter(w.bias());
      return new Weighted(
          weight,
          bias,
          x -> {
            TensorVector both = new TensorVector(x.reshape(-1, w.nodes(), w.reads()), weight);
            return torch.einsum("bnk,nhk->bnh", both).add(bias);
          });
    }
  },

  /** A convolution with a group for each node, the batch along its line. */
  GROUPED {
    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.permute(0, 2, 1).reshape(1, blocks.size(0) * blocks.size(2), -1).contiguous();
    }

    @Override
    public Layer layer(LevelWeights w) {
      Tensor weight =
          Weighted.parameter(w.weight().view((long) w.nodes() * w.width(), w.reads(), 1));
      Tensor bias = Weighted.parameter(w.bias().reshape(-1));
      return new Weighted(
          weight,
          bias,
          x -> {
            long[] one = {1};
            TensorOptional b = new TensorOptional(bias);
            return torch.conv1d(x, weight, b, one, new long[] {0}, one, w.nodes());
          });
    }
  },

  /** A dense layer on {@code [batch, feature]} whose other weights a mask holds at zero. */
  MASKED {
    @Override
    public boolean takes(TrainingShape shape) {
      long blocks = (long) shape.replicas() * shape.inputs();
      long width = shape.inputWidth();
      boolean fits = LocalFormulation.local(shape) && blocks > 1;
      for (int i = 0; i < shape.levels().size(); i++) {
        long below = shape.replicas() * (long) shape.blocksBelow(i) * shape.readWidth(i);
        width = shape.levels().get(i).width();
        blocks = shape.replicas() * (long) shape.blocksBelow(i + 1);
        fits &= below * blocks * width <= MOST_MASKED;
      }
      return fits;
    }

    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.permute(1, 0, 2).reshape(blocks.size(1), -1).contiguous();
    }

    @Override
    public Layer layer(LevelWeights w) {
      long columns = (long) w.nodes() * w.reads();
      Tensor full = torch.zeros(w.nodes(), w.width(), columns);
      Tensor mask = torch.zeros(w.nodes(), w.width(), columns);
      for (int v = 0; v < w.nodes(); v++) {
        long from = (long) v * w.reads();
        full.select(0, v).narrow(1, from, w.reads()).copy_(w.weight().select(0, v));
        mask.select(0, v).narrow(1, from, w.reads()).fill_(torch.ones(1).squeeze());
      }
      Tensor weight = Weighted.parameter(full.view(-1, columns));
      Tensor flat = mask.view(-1, columns);
      Tensor bias = Weighted.parameter(w.bias().reshape(-1));
      return new Weighted(
          weight, bias, x -> torch.linear(x, weight.mul(flat), new TensorOptional(bias)));
    }
  },

  /** The plain dense layer on {@code [batch, feature]}. */
  LINEAR {
    @Override
    public boolean takes(TrainingShape shape) {
      return LocalFormulation.local(shape) && shape.replicas() == 1 && shape.inputs() == 1;
    }

    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.squeeze(0).contiguous();
    }

    @Override
    public Layer layer(LevelWeights w) {
      Tensor weight = Weighted.parameter(w.weight().squeeze(0));
      Tensor bias = Weighted.parameter(w.bias().squeeze(0));
      return new Weighted(weight, bias, x -> torch.linear(x, weight, new TensorOptional(bias)));
    }
  };

  private static final long MOST_MASKED = 1L << 24;

  @Override
  public boolean takes(TrainingShape shape) {
    return local(shape);
  }

  @Override
  public Tensor targets(Tensor blocks) {
    return inputs(blocks);
  }

  private static boolean local(TrainingShape shape) {
    return shape.levels().stream()
        .allMatch(level -> !level.shared() && !level.square() && sideBySide(level));
  }

  private static boolean sideBySide(WindowLevel level) {
    return level.stride() == level.fanIn();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
