package io.fanin.experiments.tabular;

import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.data.TableView;
import io.fanin.graph.SparseGraph;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which networks stand side by side: always a linear one; a dense one where none was asked for or a
 * graph is given; and the one that was asked for. A dense network that was not asked for itself has
 * about as many parameters as the one that was.
 */
final class Arms {
  private static final String LINEAR = "linear";
  private static final String DENSE = "dense";
  private static final String MATCHED = "matched";
  private static final Set<String> WINDOWS = Set.of("conv", "local");

  private final TrainingRequest request;
  private final Architectures architectures;
  private final Map<Boolean, TableView> views = new TreeMap<>();

  private Arms(TrainingRequest request, Architectures architectures) {
    this.request = request;
    this.architectures = architectures;
  }

  /** Id of the family to keep; empty for the best. */
  static String kept(TrainingRequest request) {
    return request.architecture().orElse(request.graph().isPresent() ? MATCHED : "");
  }

  static List<Arm> of(TrainingRequest request, Architectures architectures) {
    return new Arms(request, architectures).all();
  }

  private List<Arm> all() {
    String kept = kept(request);
    String set = kept.isEmpty() ? DENSE : kept;
    Set<String> ids = new LinkedHashSet<>(List.of(LINEAR));
    if (kept.isEmpty() || request.graph().isPresent()) {
      ids.add(DENSE);
    }
    if (request.graph().isPresent() && !WINDOWS.contains(kept)) {
      ids.add(MATCHED);
    }
    ids.add(set);
    Network wanted = build(set, architectures.settings(set).withAll(request.settings()));
    List<Arm> arms = new ArrayList<>();
    for (String id : ids) {
      Network network = id.equals(set) ? wanted : other(id, wanted);
      arms.add(new Arm(id, network, view(id)));
    }
    return arms;
  }

  private Network other(String id, Network wanted) {
    Settings settings = architectures.settings(id);
    boolean size = id.equals(DENSE) && !wanted.architecture().equals(LINEAR);
    return size
        ? build(
            id,
            Sizing.nearest(
                    architectures.get(id),
                    request(id, settings),
                    "width",
                    Sizing.PARAMETERS,
                    wanted.trainableParameters())
                .settings())
        : build(id, settings);
  }

  private Network build(String id, Settings settings) {
    return architectures.build(id, request(id, settings));
  }

  private ArchitectureRequest request(String id, Settings settings) {
    LearningTable table = request.table();
    int width = table.isClassification() ? table.target().classes().size() : 1;
    @Nullable SparseGraph graph = request.graph().map(GraphChoice::graph).orElse(null);
    @Nullable ImageShape image = request.graph().flatMap(GraphChoice::image).orElse(null);
    return new ArchitectureRequest(view(id).blocks(), width, graph, image, settings);
  }

  /** Only what reads the graph is limited to the graph's columns. */
  private TableView view(String id) {
    boolean all = request.graph().isEmpty() || Set.of(LINEAR, DENSE, "shallow").contains(id);
    return views.computeIfAbsent(
        all,
        every ->
            every
                ? request.table().view()
                : request.table().view(request.graph().orElseThrow().columns()));
  }
}
