package io.fanin.kernels.cuda;

import io.fanin.kernel.DType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Copies arrays to and from the device in pieces that fit the pinned memory, and converts them. */
final class Transfers {
  private final CudaContext context;

  Transfers(CudaContext context) {
    this.context = context;
  }

  /** Copies {@code source[from .. from + count)} to the device, rounded to the dtype. */
  void upload(DType dtype, long address, double[] source, int from, int count) {
    int most = CudaContext.STAGING / dtype.bytes();
    for (int done = 0; done < count; done += most) {
      int part = Math.min(most, count - done);
      ByteBuffer staging = context.staging().clear();
      if (dtype == DType.DOUBLE) {
        staging.asDoubleBuffer().put(source, from + done, part);
      } else {
        FloatBuffer floats = staging.asFloatBuffer();
        for (int i = 0; i < part; i++) {
          floats.put(i, (float) source[from + done + i]);
        }
      }
      context.uploadStaging(address + (long) done * dtype.bytes(), part * dtype.bytes());
    }
  }

  /** Copies {@code source[0 .. count)} to the device, in the dtype. */
  void upload(DType dtype, long address, float[] source, int count) {
    int most = CudaContext.STAGING / dtype.bytes();
    for (int done = 0; done < count; done += most) {
      int part = Math.min(most, count - done);
      ByteBuffer staging = context.staging().clear();
      if (dtype == DType.FLOAT) {
        staging.asFloatBuffer().put(source, done, part);
      } else {
        DoubleBuffer doubles = staging.asDoubleBuffer();
        for (int i = 0; i < part; i++) {
          doubles.put(i, source[done + i]);
        }
      }
      context.uploadStaging(address + (long) done * dtype.bytes(), part * dtype.bytes());
    }
  }

  /** Copies numbers of the dtype from the device to {@code target[to .. to + count)}. */
  void download(DType dtype, long address, double[] target, int to, int count) {
    int most = CudaContext.STAGING / dtype.bytes();
    for (int done = 0; done < count; done += most) {
      int part = Math.min(most, count - done);
      context.downloadStaging(address + (long) done * dtype.bytes(), part * dtype.bytes());
      ByteBuffer staging = context.staging().clear();
      if (dtype == DType.DOUBLE) {
        staging.asDoubleBuffer().get(target, to + done, part);
      } else {
        FloatBuffer floats = staging.asFloatBuffer();
        for (int i = 0; i < part; i++) {
          target[to + done + i] = floats.get(i);
        }
      }
    }
  }

  /** Copies integers to the device. */
  void upload(long address, int[] source, int count) {
    int most = CudaContext.STAGING / Integer.BYTES;
    for (int done = 0; done < count; done += most) {
      int part = Math.min(most, count - done);
      context.staging().clear().asIntBuffer().put(source, done, part);
      context.uploadStaging(address + (long) done * Integer.BYTES, part * Integer.BYTES);
    }
  }

  /** Copies bytes to the device. */
  void upload(long address, byte[] source) {
    for (int done = 0; done < source.length; done += CudaContext.STAGING) {
      int part = Math.min(CudaContext.STAGING, source.length - done);
      context.staging().clear().put(source, done, part);
      context.uploadStaging(address + done, part);
    }
  }

  /** One integer of the device. */
  int download(long address) {
    context.downloadStaging(address, Integer.BYTES);
    return context.staging().clear().getInt();
  }
}
