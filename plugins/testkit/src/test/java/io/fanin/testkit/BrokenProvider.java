package io.fanin.testkit;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernel.Support;
import java.util.OptionalLong;

/** The reference with one bug. */
record BrokenProvider(Bug bug) implements KernelProvider {
  private static final KernelProvider SOUND = new ReferenceProvider();

  /** What is wrong with it, and the contract test that must notice. */
  enum Bug {
    DROPS_LAST_LANE("every_size_is_exact_on_whole_numbers"),
    DROPS_LAST_ROW_OF_GRADIENT("every_size_is_exact_on_whole_numbers"),
    FORGETS_BIAS("every_wiring_is_exact_on_whole_numbers"),
    PADS_WITH_THE_FIRST_BLOCK("every_wiring_is_exact_on_whole_numbers"),
    TRAINS_FROZEN_PARAMETERS("frozen_parameters_stay_and_have_no_gradient"),
    LEAKS_NAN_TO_NEIGHBOURS("nan_in_one_parent_reaches_its_children_and_nobody_else"),
    ADDS_TO_OLD_OUTPUT("forward_overwrites_whatever_the_blocks_held"),
    MIXES_ROWS("a_row_does_not_depend_on_the_other_rows"),
    KEEPS_STALE_LANES("dead_lanes_never_influence_the_live_rows"),
    ORDER_DEPENDS_ON_NODES("the_same_node_gives_the_same_bits_among_1_64_and_4096_nodes"),
    ORDER_DEPENDS_ON_REPLICAS("a_replica_gives_the_same_bits_wherever_it_stands_in_an_ensemble"),
    ORDER_DEPENDS_ON_THREADS("every_number_of_threads_gives_the_same_bits"),
    ORDER_DEPENDS_ON_THE_CALL("a_second_run_has_the_same_bits"),
    ROUGH_ACTIVATION("an_activation_and_its_derivative_are_right_at_exact_arguments"),
    ROUGH_GRADIENT("every_wiring_is_within_its_bound"),
    WRONG_INPUT_GRADIENT("gradients_agree_with_central_differences"),
    WRONG_LOSS("every_loss_is_within_its_bound"),
    STEP_IS_NOT_APPLY("a_step_is_the_gradient_and_its_application_bit_for_bit"),
    COUNTS_AT_RATE_ZERO("a_replica_with_rate_zero_is_left_alone"),
    IGNORES_RATE_SCALE("rate_scales_act_on_their_own_slices"),
    NEVER_ACCUMULATES("accumulation_adds_to_the_gradient_held"),
    INPUT_GRADIENT_SPOILS_THE_GRADIENT("an_input_gradient_leaves_the_gradient_held"),
    FORGETS_STATE("a_state_written_back_continues_with_the_same_bits"),
    NEVER_CLIPS("an_update_is_what_the_rule_says"),
    NEVER_PROJECTS("a_projection_bounds_weights_and_leaves_biases"),
    ANNOUNCES_TOO_LITTLE("what_a_program_holds_was_announced_before"),
    FORGETS_THE_STATE_IN_WHAT_IT_ANNOUNCES("what_a_program_holds_was_announced_before"),
    NAMES_ANOTHER_SIZE_THAN_ANNOUNCED("out_of_memory_has_a_size_and_leaves_the_device_usable"),
    GROWS_WITH_STEPS("nothing_stays_after_many_steps_and_many_programs"),
    NEVER_FREES("open_resources_are_counted_and_closing_twice_is_once"),
    WORKS_AFTER_CLOSE("closed_things_say_that_they_are_closed"),
    REFUSES_FLOATS("every_wiring_is_exact_on_whole_numbers"),
    COMPILES_WHAT_IT_REFUSES("a_refusal_has_a_reason_and_holds_for_compiling_too");

    private final String noticedBy;

    Bug(String noticedBy) {
      this.noticedBy = noticedBy;
    }

    String noticedBy() {
      return noticedBy;
    }
  }

  @Override
  public String id() {
    return "broken";
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public String tableVersion() {
    return "1";
  }

  @Override
  public String isaClass() {
    return "strict";
  }

  @Override
  public Support probe() {
    return Support.yes();
  }

  @Override
  public Support supports(BlockSpec spec, DType dtype) {
    boolean refused =
        (bug == Bug.REFUSES_FLOATS && spec instanceof AffineSpec)
            || (bug == Bug.COMPILES_WHAT_IT_REFUSES && !(spec instanceof AffineSpec));
    return refused ? Support.no("it does not like this one") : Support.yes();
  }

  @Override
  public Device open() {
    return new BrokenDevice(bug, SOUND.open());
  }

  private record BrokenDevice(Bug bug, Device sound) implements Device {
    @Override
    public String providerId() {
      return "broken";
    }

    @Override
    public Buffer allocate(DType dtype, int rows, int columns) {
      return sound.allocate(dtype, rows, columns);
    }

    @Override
    public Program compile(Plan plan, CompileOptions options) {
      if (bug == Bug.NEVER_FREES) {
        sound.allocate(DType.FLOAT, 1, 1);
      }
      return new BrokenProgram(bug, plan, sound.compile(BrokenPlans.of(bug, plan), options));
    }

    @Override
    public OptionalLong announce(Plan plan, CompileOptions options, int slots) {
      boolean stateless = bug == Bug.FORGETS_THE_STATE_IN_WHAT_IT_ANNOUNCES;
      long bytes = sound.announce(plan, options, stateless ? 0 : slots).orElseThrow();
      boolean rows = options.maxBatch() > 1;
      boolean huge = options.maxBatch() == Integer.MAX_VALUE;
      return OptionalLong.of(
          switch (bug) {
            case ANNOUNCES_TOO_LITTLE -> rows ? bytes - 8 : bytes;
            case NAMES_ANOTHER_SIZE_THAN_ANNOUNCED -> huge ? bytes - 8 : bytes;
            default -> bytes;
          });
    }

    @Override
    public int openResources() {
      return sound.openResources();
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
