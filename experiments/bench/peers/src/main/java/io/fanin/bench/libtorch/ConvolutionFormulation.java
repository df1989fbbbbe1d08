package io.fanin.bench.libtorch;

import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.WindowLevel;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Formulations of levels with shared weights, under one dense level that reads all blocks. */
enum ConvolutionFormulation implements Formulation {
  /** The library's convolution along a line, on {@code [batch, feature, position]}. */
  CONV1D {
    @Override
    public boolean takes(TrainingShape shape) {
      return convolution(shape, false);
    }

    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.permute(1, 2, 0).contiguous();
    }

    @Override
    Layer shared(LevelWeights w) {
      Tensor slots = w.weight().view(w.width(), w.level().fanIn(), w.readWidth());
      Tensor weight = Weighted.parameter(slots.permute(0, 2, 1));
      Tensor bias = Weighted.parameter(w.bias().squeeze(0));
      long[] stride = {w.level().stride()};
      return new Weighted(
          weight,
          bias,
          x -> {
            TensorOptional b = new TensorOptional(bias);
            return torch.conv1d(x, weight, b, stride, new long[] {0}, new long[] {1}, 1);
          });
    }

    @Override
    Tensor flat(Tensor x) {
      return x.permute(0, 2, 1);
    }
  },

  /** Windows gathered for one product, on {@code [batch, position, feature]}. */
  UNFOLD {
    @Override
    public boolean takes(TrainingShape shape) {
      return convolution(shape, false);
    }

    @Override
    public Tensor inputs(Tensor blocks) {
      return blocks.permute(1, 0, 2).contiguous();
    }

    @Override
    Layer shared(LevelWeights w) {
      Tensor weight = Weighted.parameter(w.weight().squeeze(0));
      Tensor bias = Weighted.parameter(w.bias().squeeze(0));
      return new Weighted(
          weight, bias, x -> torch.linear(windows(w, x), weight, new TensorOptional(bias)));
    }

    private static Tensor windows(LevelWeights w, Tensor x) {
      WindowLevel level = w.level();
      if (level.stride() == level.fanIn()) {
        return x.reshape(x.size(0), -1, w.reads());
      }
      Tensor windows = x.unfold(1, level.fanIn(), level.stride()).permute(0, 1, 3, 2);
      return windows.reshape(windows.size(0), windows.size(1), w.reads());
    }

    @Override
    Tensor flat(Tensor x) {
      return x;
    }
  },

  /** The library's convolution on a square, on {@code [batch, feature, row, column]}. */
  CONV2D {
    @Override
    public boolean takes(TrainingShape shape) {
      return convolution(shape, true);
    }

    @Override
    public Tensor inputs(Tensor blocks) {
      return square(blocks).contiguous();
    }

    @Override
    Layer shared(LevelWeights w) {
      return plane(w, Weighted.parameter(filters(w)));
    }

    @Override
    Tensor flat(Tensor x) {
      return x.permute(0, 2, 3, 1);
    }
  },

  /** The same with features innermost in memory. */
  CONV2D_LAST {
    @Override
    public boolean takes(TrainingShape shape) {
      return convolution(shape, true);
    }

    @Override
    public Tensor inputs(Tensor blocks) {
      return square(blocks).contiguous(torch.MemoryFormat.ChannelsLast);
    }

    @Override
    Layer shared(LevelWeights w) {
      Tensor last = filters(w).contiguous(torch.MemoryFormat.ChannelsLast);
      return plane(w, last.clone().set_requires_grad(true));
    }

    @Override
    Tensor flat(Tensor x) {
      return x.permute(0, 2, 3, 1);
    }
  };

  abstract Layer shared(LevelWeights w);

  /** Features innermost, as the dense level's weights want them. */
  abstract Tensor flat(Tensor x);

  @Override
  public Tensor targets(Tensor blocks) {
    return blocks.squeeze(0).contiguous();
  }

  @Override
  public Layer layer(LevelWeights w) {
    if (w.level().shared()) {
      return shared(w);
    }
    Tensor weight = Weighted.parameter(w.weight().squeeze(0));
    Tensor bias = Weighted.parameter(w.bias().squeeze(0));
    return new Weighted(
        weight,
        bias,
        x -> torch.linear(flat(x).reshape(x.size(0), w.reads()), weight, new TensorOptional(bias)));
  }

  /** Weights as {@code [out, in, row, column]}. */
  private static Tensor filters(LevelWeights w) {
    int side = (int) Math.rint(Math.sqrt(w.level().fanIn()));
    return w.weight().view(w.width(), side, side, w.readWidth()).permute(0, 3, 1, 2);
  }

  private static Layer plane(LevelWeights w, Tensor weight) {
    Tensor bias = Weighted.parameter(w.bias().squeeze(0));
    long[] stride = {w.level().stride(), w.level().stride()};
    long[] zero = {0, 0};
    long[] one = {1, 1};
    return new Weighted(
        weight, bias, x -> torch.conv2d(x, weight, new TensorOptional(bias), stride, zero, one, 1));
  }

  private static Tensor square(Tensor blocks) {
    long side = (long) Math.rint(Math.sqrt((double) blocks.size(0)));
    return blocks.view(side, side, blocks.size(1), blocks.size(2)).permute(2, 3, 0, 1);
  }

  private static boolean convolution(TrainingShape shape, boolean square) {
    List<WindowLevel> levels = shape.levels();
    WindowLevel last = levels.get(levels.size() - 1);
    return shape.replicas() == 1
        && !last.shared()
        && last.fanIn() == shape.blocksBelow(levels.size() - 1)
        && levels.subList(0, levels.size() - 1).stream()
            .allMatch(level -> level.shared() && level.square() == square)
        && levels.size() > 1;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
