package io.fanin.kernels.cuda;

import io.fanin.kernel.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.cuda.global.nccl;
import org.bytedeco.cuda.nccl.ncclComm;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * NVIDIA's collectives, from card to card, and the only class that calls them.
 *
 * <p>Gathers rather than reduces: a reduction's order of addition is the library's own.
 */
final class NcclExchange implements GradientExchange {
  /** Its library. */
  static final String LIBRARY = "libnccl.so.2";

  /** System property; {@code off} sends gradients through host memory. */
  static final String PROPERTY = "fanin.cuda.nccl";

  private static final String HOST = "gradients go through host memory: ";

  private final List<ncclComm> communicators;

  private NcclExchange(List<ncclComm> communicators) {
    this.communicators = communicators;
  }

  /**
   * One rank for each GPU, where the library can be loaded and takes these GPUs; else one line says
   * why not.
   *
   * @param gpus whose contexts are open, in the order of ranks
   */
  static GradientExchange open(DriverSearch search, List<Integer> gpus, Consumer<String> log) {
    Optional<Path> library = search.find(LIBRARY);
    if (library.isEmpty()) {
      log.accept(HOST + LIBRARY + " not found");
      return new ThroughHost();
    }
    try {
      System.load(library.get().toAbsolutePath().toString());
      Loader.load(nccl.class);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      log.accept(HOST + LIBRARY + " does not load: " + Bindings.reason(e));
      return new ThroughHost();
    }
    return open(gpus, log);
  }

  private static GradientExchange open(List<Integer> gpus, Consumer<String> log) {
    int[] devices = gpus.stream().mapToInt(Integer::intValue).toArray();
    try (PointerPointer<ncclComm> out = new PointerPointer<>(devices.length)) {
      int result = nccl.ncclCommInitAll(out, devices.length, devices);
      if (result != nccl.ncclSuccess) {
        log.accept(HOST + "NCCL does not take GPUs " + gpus + ": " + describe(result));
        return new ThroughHost();
      }
      List<ncclComm> communicators = new ArrayList<>();
      for (int rank = 0; rank < devices.length; rank++) {
        communicators.add(out.get(ncclComm.class, rank));
      }
      return new NcclExchange(communicators);
    }
  }

  @Override
  public void gather(List<GradientSum> sums) {
    check(sums.get(0), nccl.ncclGroupStart());
    int first = nccl.ncclSuccess;
    for (int rank = 0; rank < sums.size() && first == nccl.ncclSuccess; rank++) {
      first = gather(sums.get(rank), communicators.get(rank));
    }
    int ended = nccl.ncclGroupEnd(); // also after a failure, or the group would stay open
    check(sums.get(0), first == nccl.ncclSuccess ? ended : first);
  }

  private static int gather(GradientSum sum, ncclComm communicator) {
    sum.context().enter();
    return nccl.ncclAllGather(
        new Address(sum.own()),
        new Address(sum.gathered(0)),
        sum.numbers(),
        sum.dtype() == DType.FLOAT ? nccl.ncclFloat32 : nccl.ncclFloat64,
        communicator,
        sum.context().stream());
  }

  private static void check(GradientSum sum, int result) {
    if (result != nccl.ncclSuccess) {
      throw sum.context().lose("gathering gradients", "NCCL: " + describe(result));
    }
  }

  private static String describe(int result) {
    return nccl.ncclGetErrorString(result).getString() + " (" + result + ")";
  }

  @Override
  public String name() {
    return "NCCL";
  }

  @Override
  public void close() {
    communicators.forEach(nccl::ncclCommDestroy);
    communicators.clear();
  }

  /** A place in a GPU's memory, which Java must not look into. */
  private static final class Address extends Pointer {
    Address(long place) {
      super((Pointer) null);
      address = place;
    }
  }
}
