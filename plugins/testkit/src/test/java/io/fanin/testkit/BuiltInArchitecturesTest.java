package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.graph.SparseGraph;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every built-in architecture keeps the contract for architectures, gradients included. */
final class BuiltInArchitecturesTest {
  private static final Architectures ALL = Architectures.builtIn();

  @Test
  void all_are_here() {
    assertThat(ALL.all())
        .extracting(ArchitectureProvider::id)
        .containsExactly("conv", "dense", "linear", "local", "matched", "shallow", "spline");
  }

  private static ArchitectureRequest request(
      String id, ImageShape image, int out, @Nullable SparseGraph graph, Map<String, ?> settings) {
    return new ArchitectureRequest(
        image.blocks(), out, graph, image, ALL.settings(id).withAll(settings));
  }

  private static SparseGraph tree() {
    return SparseGraph.withInputs(4)
        .node("left", "x0", "x1")
        .node("right", "x2", "x3")
        .node("root", "left", "right")
        .build();
  }

  private static final ImageShape LINE = new ImageShape(1, 4, 1);
  private static final ImageShape SQUARE = new ImageShape(4, 4, 2);

  @Nested
  final class Linear extends ArchitectureContract {
    @Override
    protected ArchitectureProvider provider() {
      return ALL.get("linear");
    }

    @Override
    protected List<ArchitectureRequest> requests() {
      return List.of(request("linear", LINE, 2, null, Map.of()));
    }
  }

  @Nested
  final class Shallow extends ArchitectureContract {
    @Override
    protected ArchitectureProvider provider() {
      return ALL.get("shallow");
    }

    @Override
    protected List<ArchitectureRequest> requests() {
      return List.of(request("shallow", LINE, 2, null, Map.of("width", 5)));
    }
  }

  @Nested
  final class Dense extends ArchitectureContract {
    @Override
    protected ArchitectureProvider provider() {
      return ALL.get("dense");
    }

    @Override
    protected List<ArchitectureRequest> requests() {
      return List.of(request("dense", LINE, 3, null, Map.of()));
    }
  }

  @Nested
  final class Matched extends ArchitectureContract {
    @Override
    protected ArchitectureProvider provider() {
      return ALL.get("matched");
    }

    @Override
    protected List<ArchitectureRequest> requests() {
      return List.of(
          request("matched", LINE, 1, tree(), Map.of("width", 3)),
          request("matched", LINE, 2, tree(), Map.of("width", 3)));
    }
  }

  @Nested
  final class Conv extends ArchitectureContract {
    @Override
    protected ArchitectureProvider provider() {
      return ALL.get("conv");
    }

    @Override
    protected List<ArchitectureRequest> requests() {
      return List.of(request("conv", SQUARE, 2, null, Map.of()));
    }
  }

  @Nested
  final class Local extends ArchitectureContract {
    @Override
    protected ArchitectureProvider provider() {
      return ALL.get("local");
    }

    @Override
    protected List<ArchitectureRequest> requests() {
      return List.of(request("local", SQUARE, 2, null, Map.of()));
    }
  }

  @Nested
  final class Spline extends ArchitectureContract {
    @Override
    protected ArchitectureProvider provider() {
      return ALL.get("spline");
    }

    @Override
    protected List<ArchitectureRequest> requests() {
      return List.of(request("spline", LINE, 2, tree(), Map.of()));
    }
  }
}
