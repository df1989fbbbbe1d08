package io.fanin.kernels.cuda;

import java.nio.ByteBuffer;
import java.util.List;

/** Brings the gradient of every device to all of them. */
interface GradientExchange extends AutoCloseable {
  /**
   * Fills {@link GradientSum#gathered} of all, in the order of their streams.
   *
   * @param sums one for each rank
   */
  void gather(List<GradientSum> sums);

  /** Such as {@code "host memory"}, for messages. */
  String name();

  @Override
  void close();

  /** Copies by way of the host, piece by piece; always there. */
  final class ThroughHost implements GradientExchange {
    @Override
    public void gather(List<GradientSum> sums) {
      for (int rank = 0; rank < sums.size(); rank++) {
        GradientSum from = sums.get(rank);
        long bytes = (long) from.numbers() * from.dtype().bytes();
        for (long done = 0; done < bytes; done += CudaContext.STAGING) {
          int part = (int) Math.min(CudaContext.STAGING, bytes - done);
          from.context().enter();
          from.context().downloadStaging(from.own() + done, part);
          ByteBuffer piece = from.context().staging().clear().limit(part);
          for (GradientSum to : sums) {
            CudaContext context = to.context();
            context.enter();
            if (to != from) {
              context.staging().clear().put(piece.duplicate());
            }
            context.uploadStaging(to.gathered(rank) + done, part);
          }
        }
      }
    }

    @Override
    public String name() {
      return "host memory";
    }

    @Override
    public void close() {}
  }
}
