package io.fanin.experiments.claim.kernellocality;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is learnt from how much.
 *
 * @param inputs numbers of inputs, rising
 * @param locals windows of the local students, rising
 * @param teacher windows of the teacher
 * @param sizes samples, rising
 */
record Ladder(List<Integer> inputs, List<Integer> locals, int teacher, List<Integer> sizes) {
  private static final int LEAST_SIZES = 3;

  /**
   * The settings, checked.
   *
   * @throws InvalidInputException if they do not go together
   */
  static Ladder of(SettingValues values) {
    List<Integer> inputs = rising(values, KernelLocality.INPUTS);
    List<Integer> locals = rising(values, KernelLocality.STUDENTS);
    List<Integer> sizes = rising(values, KernelLocality.SIZES);
    int teacher = values.integer(KernelLocality.TEACHER);
    if (sizes.size() < LEAST_SIZES) {
      throw new InvalidInputException(
          "sizes=%s are too few for a slope and its refit; name at least %d"
              .formatted(sizes, LEAST_SIZES));
    }
    if (locals.get(0) < teacher) {
      throw new InvalidInputException(
          "students=%s holds %d, which is less than teacher=%d; the prediction needs windows at least as wide as the teacher's"
              .formatted(locals, locals.get(0), teacher));
    }
    int widest = locals.get(locals.size() - 1);
    if (widest >= inputs.get(0)) {
      throw new InvalidInputException(
          "students=%s holds %d, which is not local with d=%d inputs; lower it or raise d"
              .formatted(locals, widest, inputs.get(0)));
    }
    return new Ladder(inputs, locals, teacher, sizes);
  }

  private static List<Integer> rising(SettingValues values, String key) {
    List<Integer> list = values.integers(key);
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i) <= list.get(i - 1)) {
        throw new InvalidInputException(
            "%s=%s must rise; put them in order, each once".formatted(key, list));
      }
    }
    return list;
  }

  /** The windows of all students at d inputs; the last one is not local. */
  List<Integer> students(int d) {
    List<Integer> students = new ArrayList<>(locals);
    students.add(d);
    return students;
  }

  int largest() {
    return sizes.get(sizes.size() - 1);
  }

  int widest() {
    return locals.get(locals.size() - 1);
  }

  double[] abscissas() {
    return sizes.stream().mapToDouble(p -> p).toArray();
  }
}
