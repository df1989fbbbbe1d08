package io.fanin.hierarchy.complexity;

import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.train.EvaluationSet;
import java.util.List;
import java.util.stream.IntStream;

/** Looks at networks once they are trained, and leaves them as they are. */
@FunctionalInterface
public interface Probe {
  /** Most rows that are looked at. */
  int ROWS = 256;

  /** Looks at nothing. */
  Probe NONE = (trained, learnt) -> {};

  /**
   * Networks after their training.
   *
   * @param device of the program
   * @param program holds their parameters
   * @param ensemble which blocks are whose
   * @param rows the first test rows of each member, {@link #ROWS} at most
   */
  record Trained(Device device, Program program, Ensemble ensemble, EvaluationSet rows) {
    /** All blocks of a member between its inputs and its output. */
    public int[] hidden(int member) {
      Network network = ensemble.member(member);
      int first = network.plan().inputs().size();
      int output = network.output(Network.OUTPUT).block();
      return IntStream.range(first, network.plan().blocks())
          .filter(block -> block != output)
          .map(block -> ensemble.block(member, block))
          .toArray();
    }
  }

  /**
   * Called once after each training.
   *
   * @param learnt what became of each member
   */
  void look(Trained trained, List<Learnt> learnt);
}
