package io.fanin.kernels.cpu.onednn;

import io.fanin.kernel.Activation;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The operations of one thread: a stream, the scratch memory that its primitives share, and the
 * primitives. It may be built on another thread than the one that runs it, but only one at a time
 * may use it.
 *
 * <p>Scratch memory is ours because the library's own belongs to the thread that built a primitive.
 */
@SuppressWarnings("try") // a scope frees what is made in it without being named
public final class Lane implements AutoCloseable {
  private final engine engine = OneDnn.engine();
  private final stream stream;
  private final List<Pointer> held = new ArrayList<>();
  private final List<Prepared> kernels = new ArrayList<>();
  private long scratchBytes;
  private NativeFloats scratch = new NativeFloats(1);

  /** An empty lane. */
  public Lane() {
    stream = new stream(engine);
  }

  /**
   * {@code c = act(a b)} or {@code c = act(c + a b)}, for each of the batch.
   *
   * @param activation one of {@link #takes}
   * @throws UnsuitableException if oneDNN would fall back to its slow reference code
   */
  public Kernel multiply(Matrices a, Matrices b, Matrices c, boolean add, Activation activation)
      throws UnsuitableException {
    try (PointerScope scope = new PointerScope()) {
      memory.desc da = desc(a);
      memory.desc db = desc(b);
      memory.desc dc = desc(c);
      primitive_attr attributes = attributes();
      attributes.set_post_ops(postOps(add, activation));
      matmul.primitive_desc pd = new matmul.primitive_desc(engine, da, db, dc, attributes, true);
      check(
          pd,
          "matrices of %dx%d and %dx%d".formatted(a.rows(), a.columns(), b.rows(), b.columns()));
      IntMemoryMap arguments = new IntMemoryMap();
      arguments.put(dnnl.DNNL_ARG_SRC, memory(da, a));
      arguments.put(dnnl.DNNL_ARG_WEIGHTS, memory(db, b));
      arguments.put(dnnl.DNNL_ARG_DST, memory(dc, c));
      return prepared(new matmul(pd), pd, arguments);
    }
  }

  private static post_ops postOps(boolean add, Activation activation) {
    post_ops operations = new post_ops();
    if (add) {
      operations.append_sum(1, 0, memory.data_type.undef);
    }
    if (activation != Activation.IDENTITY) {
      operations.append_eltwise(
          forward(activation),
          activation == Activation.LEAKY_RELU ? (float) Activation.LEAK : 0,
          0);
    }
    return operations;
  }

  /**
   * {@code d *= act'(y)} for {@code size} neighbouring numbers.
   *
   * @param activation one of {@link #takes}, whose derivative is a function of the output {@code y}
   */
  public Kernel derive(
      Activation activation, NativeFloats d, long dAt, NativeFloats y, long yAt, long size)
      throws UnsuitableException {
    try (PointerScope scope = new PointerScope()) {
      float alpha = activation == Activation.LEAKY_RELU ? (float) Activation.LEAK : 0;
      memory.desc flat = flat(size);
      int algorithm = backward(activation);
      eltwise_forward.primitive_desc hint =
          new eltwise_forward.primitive_desc(
              engine,
              dnnl.dnnl_forward_training,
              algorithm,
              flat,
              flat,
              alpha,
              0,
              attributes(),
              false);
      eltwise_backward.primitive_desc pd =
          new eltwise_backward.primitive_desc(
              engine, algorithm, flat, flat, flat, alpha, 0, hint, attributes(), true);
      check(pd, "the derivative of " + activation);
      IntMemoryMap arguments = new IntMemoryMap();
      memory gradient = keep(new memory(flat, engine, d.at(dAt)));
      arguments.put(dnnl.DNNL_ARG_DST, keep(new memory(flat, engine, y.at(yAt))));
      arguments.put(dnnl.DNNL_ARG_DIFF_DST, gradient);
      arguments.put(dnnl.DNNL_ARG_DIFF_SRC, gradient);
      return prepared(new eltwise_backward(pd), pd, arguments);
    }
  }

  /** {@code to += from} for {@code size} neighbouring numbers. */
  public Kernel add(NativeFloats to, long toAt, NativeFloats from, long fromAt, long size)
      throws UnsuitableException {
    try (PointerScope scope = new PointerScope()) {
      memory.desc flat = flat(size);
      binary.primitive_desc pd =
          new binary.primitive_desc(
              engine, dnnl.dnnl_binary_add, flat, flat, flat, attributes(), true);
      check(pd, "a sum of blocks");
      IntMemoryMap arguments = new IntMemoryMap();
      memory target = keep(new memory(flat, engine, to.at(toAt)));
      arguments.put(dnnl.DNNL_ARG_SRC_0, target);
      arguments.put(dnnl.DNNL_ARG_SRC_1, keep(new memory(flat, engine, from.at(fromAt))));
      arguments.put(dnnl.DNNL_ARG_DST, target);
      return prepared(new binary(pd), pd, arguments);
    }
  }

  /** Copies {@code size} numbers. */
  public Kernel copy(NativeFloats to, long toAt, NativeFloats from, long fromAt, long size) {
    Pointer target = to.at(toAt);
    Pointer source = from.at(fromAt);
    return () -> Pointer.memcpy(target, source, size * Float.BYTES);
  }

  /** Sets {@code size} numbers to zero. */
  public Kernel clear(NativeFloats to, long at, long size) {
    Pointer target = to.at(at);
    return () -> Pointer.memset(target, 0, size * Float.BYTES);
  }

  /**
   * Whether the library's activation is exactly ours and its derivative follows from the output.
   */
  public static boolean takes(Activation activation) {
    return switch (activation) {
      case IDENTITY, RELU, LEAKY_RELU -> true;
      default -> false;
    };
  }

  private static int forward(Activation activation) {
    if (takes(activation) && activation != Activation.IDENTITY) {
      return dnnl.dnnl_eltwise_relu;
    }
    throw new IllegalArgumentException("no eltwise operation for " + activation);
  }

  private static int backward(Activation activation) {
    forward(activation);
    return dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
  }

  private static void check(primitive_desc pd, String what) throws UnsuitableException {
    if (pd.get(true) == null || pd.get(true).isNull()) {
      throw new UnsuitableException("oneDNN refuses " + what);
    }
    String name = pd.impl_info_str().getString();
    if (name.startsWith("ref")) {
      throw new UnsuitableException("oneDNN has only reference code for " + what);
    }
  }

  private static memory.desc desc(Matrices m) {
    return new memory.desc(
        new LongPointer(m.batch(), m.rows(), m.columns()),
        memory.data_type.f32,
        new LongPointer(m.batchStride(), m.rowStride(), m.columnStride()),
        false);
  }

  /** The one-argument constructor of {@code LongPointer} takes a capacity, hence the arrays. */
  private static memory.desc flat(long size) {
    return new memory.desc(
        new LongPointer(new long[] {size}),
        memory.data_type.f32,
        new LongPointer(new long[] {1}),
        false);
  }

  private memory memory(memory.desc desc, Matrices m) {
    return keep(new memory(desc, engine, m.memory().at(m.at())));
  }

  private static primitive_attr attributes() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
    return attributes;
  }

  private <P extends Pointer> P keep(P pointer) {
    pointer.retainReference();
    held.add(pointer);
    return pointer;
  }

  private Kernel prepared(primitive made, primitive_desc pd, IntMemoryMap arguments) {
    memory.desc wanted = pd.scratchpad_desc();
    scratchBytes = Math.max(scratchBytes, wanted.get_size());
    Prepared kernel = new Prepared(keep(made), keep(arguments), keep(wanted));
    kernels.add(kernel);
    return kernel;
  }

  /** Gives every operation its scratch memory; called once after the last was made. */
  public void finish() {
    scratch.close();
    scratch = new NativeFloats(scratchBytes / Float.BYTES + 1);
    for (Prepared kernel : kernels) {
      if (kernel.wanted.get_size() > 0) {
        kernel.arguments.put(
            dnnl.DNNL_ARG_SCRATCHPAD, keep(new memory(kernel.wanted, engine, scratch.at(0))));
      }
    }
  }

  @Override
  public void close() {
    kernels.clear();
    held.forEach(Pointer::releaseReference);
    held.clear();
    stream.deallocate();
    scratch.close();
  }

  private final class Prepared implements Kernel {
    private final primitive made;
    private final IntMemoryMap arguments;
    private final memory.desc wanted;

    Prepared(primitive made, IntMemoryMap arguments, memory.desc wanted) {
      this.made = made;
      this.arguments = arguments;
      this.wanted = wanted;
    }

    @Override
    public void run() {
      made.execute(stream, arguments);
    }
  }
}
