package io.fanin.kernels.cuda;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recorded steps, the latest few of them: what is launched depends on these keys alone.
 *
 * <p>A step that comes for the first time runs as it is; one that comes again is recorded and from
 * then on replayed, which costs one call instead of one for each launch.
 */
final class StepRecordings implements AutoCloseable {
  private static final int MOST = 8;

  /**
   * What a step's launches depend on.
   *
   * @param count live rows
   * @param inputs address of the inputs
   * @param targets address of the targets
   * @param rule case of the update, -1 where none is launched
   */
  record Key(int count, long inputs, long targets, int rule) {}

  private final CudaContext context;
  private final Map<Key, ArrayList<Recording>> seen = new LinkedHashMap<>(16, 0.75f, true);

  StepRecordings(CudaContext context) {
    this.context = context;
  }

  /** Runs the work that belongs to a key. */
  void run(Key key, Runnable work) {
    if (context.awaitsEach()) {
      work.run(); // a recorded launch cannot be waited for
      return;
    }
    ArrayList<Recording> known = seen.get(key);
    if (known == null) {
      seen.put(key, new ArrayList<>(1));
      forgetEldest();
      work.run();
      return;
    }
    if (known.isEmpty()) {
      known.add(context.record(work));
    }
    known.get(0).replay();
  }

  private void forgetEldest() {
    if (seen.size() > MOST) {
      Iterator<ArrayList<Recording>> eldest = seen.values().iterator();
      eldest.next().forEach(Recording::close);
      eldest.remove();
    }
  }

  /** How many steps are recorded. */
  int size() {
    return seen.values().stream().mapToInt(ArrayList::size).sum();
  }

  /** Forgets everything, as when addresses change. */
  void clear() {
    seen.values().forEach(r -> r.forEach(Recording::close));
    seen.clear();
  }

  @Override
  public void close() {
    clear();
  }
}
