package io.fanin.models;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Basis;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Plan;
import io.fanin.models.JsonCursor.Place;
import io.fanin.models.basis.Bases;
import io.fanin.models.basis.Silu;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads the specs of a plan.
 *
 * <p>Every product of sizes is checked in 64 bits before anything of that size is made.
 */
final class SpecReader {
  private static final List<String> KINDS = List.of("affine", "basis");
  private static final List<String> AFFINE =
      List.of(
          "name",
          "level",
          "readWidths",
          "outWidth",
          "activation",
          "bias",
          "reads",
          "share",
          "frozen",
          "rateScale");
  private static final List<String> BASIS =
      List.of("name", "level", "inWidth", "functions", "reads");
  private static final int LARGE = 1 << 24;

  /** Most numbers of all blocks of a row. */
  private static final long MAX_WIDTHS = 1L << 26;

  /** What one flat array can hold. */
  private static final long MAX_PARAMETERS = Integer.MAX_VALUE - 8;

  private static final long TOO_MANY = MAX_PARAMETERS + 1;

  private final JsonCursor json;
  private final List<Draft> drafts = new ArrayList<>();
  private long widths;
  private long parameters;

  SpecReader(JsonCursor json) {
    this.json = json;
  }

  /** A spec that still lacks the number of its first block. */
  private record Draft(Place place, IntFunction<BlockSpec> spec) {}

  /** Adds all specs to a plan that has its inputs. */
  void addTo(Plan.Builder builder, List<InputBlock> inputs) {
    for (InputBlock input : inputs) {
      widths += input.width();
    }
    if (widths > MAX_WIDTHS) {
      throw json.error("the network's blocks are larger than " + MAX_WIDTHS + " numbers");
    }
    for (Draft draft : drafts) {
      json.placed(draft.place(), () -> builder.add(draft.spec().apply(builder.nextBlock())));
    }
  }

  /** Reads one spec. */
  void read() {
    json.oneOf(
        "a spec",
        KINDS,
        kind -> {
          if (kind.equals("affine")) {
            new Affine().read();
          } else {
            new Expansion().read();
          }
        });
  }

  private void count(Place place, long nodes, long width, long numbers) {
    widths += nodes * width;
    parameters += numbers;
    if (widths > MAX_WIDTHS || parameters > MAX_PARAMETERS) {
      throw json.error(
          place,
          "the network is too large: at most %,d parameters and %,d numbers in its blocks"
              .formatted(MAX_PARAMETERS, MAX_WIDTHS));
    }
  }

  private int nodes(Place place, int reads, int fanIn) {
    if (fanIn == 0 || reads == 0 || reads % fanIn != 0) {
      throw json.error(
          place, "%d reads are not a multiple of a fan-in of %d".formatted(reads, fanIn));
    }
    return reads / fanIn;
  }

  private int[] reads() {
    return json.integers("a read", BlockSpec.ZERO, Integer.MAX_VALUE);
  }

  /** One block-local layer. */
  private final class Affine {
    private String name = "";
    private int level;
    private int[] readWidths = {};
    private int outWidth;
    private Activation activation = Activation.IDENTITY;
    private boolean bias;
    private int[] reads = {};
    private String sharing = "";
    private int[] share = {};
    private boolean frozen;
    private double rateScale;

    void read() {
      Place place = json.place();
      json.object("an affine spec", AFFINE, this::value);
      int nodes = nodes(place, reads.length, readWidths.length);
      if (!sharing.isEmpty()) {
        share = new int[nodes];
        if (sharing.equals("own")) {
          Arrays.setAll(share, v -> v);
        }
      }
      checkShares(place, nodes);
      int sets = Arrays.stream(share).max().orElseThrow() + 1;
      long columns = Arrays.stream(readWidths).asLongStream().sum() + (bias ? 1 : 0);
      // Each product is cut before it can overflow.
      long perSet = outWidth * Math.min(columns, TOO_MANY);
      count(place, nodes, outWidth, Math.min(perSet, TOO_MANY) * sets);
      drafts.add(new Draft(place, first -> spec(first, sets)));
    }

    private void checkShares(Place place, int nodes) {
      if (share.length != nodes || Arrays.stream(share).anyMatch(s -> s >= nodes)) {
        throw json.error(
            place,
            "'share' must have a number below %d for each of %d nodes".formatted(nodes, nodes));
      }
    }

    private BlockSpec spec(int first, int sets) {
      return new AffineSpec(
          name,
          level,
          first,
          readWidths,
          outWidth,
          activation,
          bias,
          reads,
          share,
          new int[sets],
          frozen,
          rateScale);
    }

    private void value(String key) {
      switch (key) {
        case "name" -> name = json.string("'name'");
        case "level" -> level = json.integer("'level'", 1, LARGE);
        case "readWidths" -> readWidths = json.integers("a read width", 1, LARGE);
        case "outWidth" -> outWidth = json.integer("'outWidth'", 1, LARGE);
        case "activation" ->
            activation = NetworkJsonReader.choice(json, "'activation'", Activation.class);
        case "bias" -> bias = json.flag("'bias'");
        case "reads" -> reads = reads();
        case "share" -> share();
        case "frozen" -> frozen = json.flag("'frozen'");
        default -> rateScale = json.number("'rateScale'");
      }
    }

    private void share() {
      if (!json.isText()) {
        share = json.integers("a share", 0, Integer.MAX_VALUE);
        return;
      }
      Place place = json.place();
      sharing = json.string("'share'");
      if (!sharing.equals("own") && !sharing.equals("one")) {
        throw json.error(place, "'share' must be \"own\", \"one\" or a list of numbers");
      }
    }
  }

  /** One basis expansion. */
  private final class Expansion {
    private String name = "";
    private int level;
    private int inWidth;
    private Basis functions = new Silu();
    private int[] reads = {};

    void read() {
      Place place = json.place();
      json.object("a basis spec", BASIS, this::value);
      int nodes = nodes(place, reads.length, 1);
      count(place, nodes, (long) inWidth * functions.size(), 0);
      drafts.add(
          new Draft(place, first -> new BasisSpec(name, level, first, inWidth, functions, reads)));
    }

    private void value(String key) {
      switch (key) {
        case "name" -> name = json.string("'name'");
        case "level" -> level = json.integer("'level'", 1, LARGE);
        case "inWidth" -> inWidth = json.integer("'inWidth'", 1, LARGE);
        case "functions" -> {
          Place place = json.place();
          String id = json.string("'functions'");
          json.placed(place, () -> functions = Bases.parse(id));
        }
        default -> reads = reads();
      }
    }
  }
}
