package io.fanin.kernels.cuda;

import io.fanin.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/**
 * One GPU with one stream, and what its errors mean.
 *
 * <p>Work is ordered on the stream and nothing waits for it but {@link #await}. Running out of
 * memory changes nothing. Any other failure of the driver while work is under way loses the device:
 * the first cause is kept, and every later call repeats it. Freeing and closing never fail. Not
 * thread-safe, but calls may come from different threads.
 */
final class CudaContext implements AutoCloseable {
  /** Bytes of the pinned memory through which everything passes. */
  static final int STAGING = 1 << 20;

  private final int device;
  private final String name;
  private final CUctx_st context = new CUctx_st();
  private final CUstream_st stream = new CUstream_st();
  private final KernelLibrary kernels;
  private final OddKernels oddKernels;
  private final boolean awaitsEach;
  private final Leaks leaks;
  private final Leaks.Watch watch;
  private final Arguments arguments = new Arguments();
  private final BytePointer staging;
  private final ByteBuffer stagingBytes;
  private @Nullable String lost;
  private boolean closed;

  /**
   * How a context works.
   *
   * @param specialiser makes kernels for odd shapes
   * @param awaitsEach waits after each launch, so that a failure names its kernel
   * @param leaks told of what is never closed
   */
  record Options(Specialiser specialiser, boolean awaitsEach, Leaks leaks) {}

  private CudaContext(int device, String name, Options options) {
    this.device = device;
    this.name = name;
    awaitsEach = options.awaitsEach();
    int capability = Probe.capability(device);
    int[] driver = new int[1];
    check(Driver.version(driver), "asking for the driver's version");
    kernels = new KernelLibrary(this, KernelLibrary.takesReadyMade(capability, driver[0]));
    oddKernels = new OddKernels(options.specialiser(), capability, driver[0]);
    check(Driver.retain(context, device), "opening the GPU");
    try {
      check(Driver.makeCurrent(context), "opening the GPU");
      check(Driver.createStream(stream), "creating a stream");
      staging = pinned();
    } catch (KernelException e) {
      Driver.release(device);
      throw e;
    }
    stagingBytes = staging.asByteBuffer().order(ByteOrder.nativeOrder());
    leaks = options.leaks();
    watch =
        leaks.watch(this, "a device on %s was not closed; it holds memory there".formatted(name));
  }

  /** Opens a GPU by its index; the driver must have been initialised by a probe. */
  static CudaContext open(int index, Options options) {
    int[] device = new int[1];
    int result = Driver.device(device, index);
    if (result != Driver.SUCCESS) {
      throw new KernelException.Refused(
          "GPU " + index + " cannot be opened: " + Driver.describe(result));
    }
    return new CudaContext(device[0], Probe.name(device[0]), options);
  }

  private BytePointer pinned() {
    try (PointerPointer<Pointer> out = new PointerPointer<>(1)) {
      int result = Driver.allocateHost(out, STAGING);
      if (result == Driver.OUT_OF_MEMORY) {
        throw new KernelException.OutOfMemory("pinned host memory", STAGING, -1);
      }
      check(result, "allocating pinned host memory");
      return new BytePointer(out.get(0)).capacity(STAGING);
    }
  }

  /** Goes before every use: a lost device stays lost, and any thread may call. */
  void enter() {
    if (lost != null) {
      throw new KernelException.DeviceLost(lost);
    }
    check(Driver.makeCurrent(context), "making the GPU current");
  }

  /**
   * Turns a failure into a lost device.
   *
   * @param operation what was being done, as in "launching kernel f"
   */
  void check(int result, String operation) {
    if (result != Driver.SUCCESS) {
      throw lose(operation, Driver.describe(result));
    }
  }

  /** Loses the device to a library other than the driver. */
  KernelException.DeviceLost lose(String operation, String why) {
    lost =
        "%s is lost: %s failed with %s; close it and open it again".formatted(name, operation, why);
    return new KernelException.DeviceLost(lost);
  }

  /**
   * Takes device memory, not cleared.
   *
   * @param what what it is for, as the subject of the error's sentence
   */
  long allocate(String what, long bytes) {
    long[] address = new long[1];
    int result = Driver.allocate(address, Math.max(1, bytes));
    if (result == Driver.OUT_OF_MEMORY) {
      throw new KernelException.OutOfMemory(what + " on " + name, bytes, free());
    }
    check(result, "allocating memory");
    return address[0];
  }

  /** Bytes of device memory that are free, -1 where the driver does not say. */
  long free() {
    try (SizeTPointer free = new SizeTPointer(1);
        SizeTPointer total = new SizeTPointer(1)) {
      return Driver.memory(free, total) == Driver.SUCCESS ? free.get() : -1;
    }
  }

  /** Gives memory back; on a lost device the driver has taken it already. */
  void release(long address) {
    if (!closed) {
      Driver.makeCurrent(context);
      Driver.free(address);
    }
  }

  /** Sets bytes to zero, in the stream's order. */
  void clear(long address, long bytes) {
    if (bytes > 0) {
      check(Driver.clear(address, bytes, stream), "clearing memory");
    }
  }

  /** The pinned memory, in native byte order; its position and limit are the caller's. */
  ByteBuffer staging() {
    return stagingBytes;
  }

  /**
   * Copies the first bytes of the pinned memory to the device and waits, so that it can be reused.
   */
  void uploadStaging(long address, int bytes) {
    check(Driver.upload(address, staging, bytes, stream), "copying to the GPU");
    await();
  }

  /** Copies from the device to the front of the pinned memory, after all work before it. */
  void downloadStaging(long address, int bytes) {
    check(Driver.download(staging, address, bytes, stream), "copying from the GPU");
    await();
  }

  /** Waits for the stream; here the failures of earlier launches come to light. */
  void await() {
    check(Driver.await(stream), "waiting for the GPU");
  }

  /**
   * Watches what lies on the device until it is closed.
   *
   * @param what as the subject of a sentence
   */
  Leaks.Watch watch(Object owner, String what) {
    return leaks.watch(
        owner, "%s on %s was not closed; its memory is not free again".formatted(what, name));
  }

  /** The stream, for a library that puts work on it. */
  CUstream_st stream() {
    return stream;
  }

  /**
   * How many multiprocessors the GPU has; a launch may be cut by it where no bit depends on that.
   */
  int multiprocessors() {
    return Math.max(1, Probe.attribute(cudart.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT, device));
  }

  KernelLibrary kernels() {
    return kernels;
  }

  /** Those made for odd shapes. */
  OddKernels oddKernels() {
    return oddKernels;
  }

  /** A fresh struct for the next launch. */
  Arguments arguments() {
    return arguments.begin();
  }

  /** The struct begun last, to be continued. */
  Arguments written() {
    return arguments;
  }

  /** Launches a kernel with the arguments written last; an empty grid launches nothing. */
  void launch(Kernel kernel, int threads, int sharedBytes, long x, long y, long z) {
    if (x == 0 || y == 0 || z == 0) {
      return;
    }
    int[] grid = {Math.toIntExact(x), Math.toIntExact(y), Math.toIntExact(z)};
    check(
        Driver.launch(kernel.function(), grid, threads, sharedBytes, stream, arguments.pointer()),
        "launching kernel " + kernel.name());
    if (awaitsEach) {
      check(Driver.await(stream), "kernel " + kernel.name());
    }
  }

  /** Whether every launch is waited for; then none can be recorded. */
  boolean awaitsEach() {
    return awaitsEach;
  }

  /** Records work instead of doing it; it may only launch and clear. */
  Recording record(Runnable work) {
    check(Driver.beginCapture(stream), "recording a step");
    CUgraph_st graph = new CUgraph_st();
    try {
      work.run();
    } finally {
      int ended = Driver.endCapture(stream, graph);
      if (lost == null) {
        check(ended, "recording a step");
      }
    }
    CUgraphExec_st executable = new CUgraphExec_st();
    int result = Driver.instantiate(executable, graph);
    Driver.destroy(graph);
    check(result, "preparing a recorded step");
    return new Recording(this, executable);
  }

  void replay(CUgraphExec_st executable) {
    check(Driver.launch(executable, stream), "replaying a step");
  }

  /** Forgets a recording. */
  void release(CUgraphExec_st executable) {
    if (!closed) {
      Driver.makeCurrent(context);
      Driver.destroy(executable);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    watch.end();
    Driver.makeCurrent(context);
    Driver.await(stream);
    kernels.close();
    oddKernels.close();
    Driver.freeHost(staging);
    Driver.destroy(stream);
    arguments.close();
    Driver.release(device);
  }
}
