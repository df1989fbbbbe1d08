package io.fanin.kernels.cuda;

import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * The functions of the driver that we use, and the only class that calls any.
 *
 * <p>The list is closed on purpose: a call of a function that the installed driver lacks ends the
 * process without an exception. All of these are in every driver for CUDA 12.0 (525) and later.
 * Each returns the driver's code; the caller knows what it means.
 */
final class Driver {
  static final int SUCCESS = 0;
  static final int OUT_OF_MEMORY = 2;
  static final int NO_DEVICE = 100;
  static final int UNSUPPORTED_PTX_VERSION = 222;
  static final int SYSTEM_DRIVER_MISMATCH = 803;
  static final int COMPAT_NOT_SUPPORTED_ON_DEVICE = 804;

  private Driver() {}

  static int init() {
    return cudart.cuInit(0);
  }

  static int version(int[] version) {
    return cudart.cuDriverGetVersion(version);
  }

  static int deviceCount(int[] count) {
    return cudart.cuDeviceGetCount(count);
  }

  static int device(int[] device, int index) {
    return cudart.cuDeviceGet(device, index);
  }

  static int name(byte[] name, int device) {
    return cudart.cuDeviceGetName(name, name.length, device);
  }

  static int attribute(int[] value, int attribute, int device) {
    return cudart.cuDeviceGetAttribute(value, attribute, device);
  }

  static int retain(CUctx_st context, int device) {
    return cudart.cuDevicePrimaryCtxRetain(context, device);
  }

  static int release(int device) {
    return cudart.cuDevicePrimaryCtxRelease(device);
  }

  static int makeCurrent(CUctx_st context) {
    return cudart.cuCtxSetCurrent(context);
  }

  static int loadModule(CUmod_st module, Pointer image) {
    return cudart.cuModuleLoadData(module, image);
  }

  static int unload(CUmod_st module) {
    return cudart.cuModuleUnload(module);
  }

  static int function(CUfunc_st function, CUmod_st module, String name) {
    return cudart.cuModuleGetFunction(function, module, name);
  }

  /** Allows a kernel more dynamic shared memory than the 48 KiB that need no asking. */
  static int allowShared(CUfunc_st function, int bytes) {
    return cudart.cuFuncSetAttribute(
        function, cudart.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, bytes);
  }

  static int allocate(long[] address, long bytes) {
    return cudart.cuMemAlloc(address, bytes);
  }

  static int free(long address) {
    return cudart.cuMemFree(address);
  }

  static int memory(SizeTPointer free, SizeTPointer total) {
    return cudart.cuMemGetInfo(free, total);
  }

  static int allocateHost(PointerPointer<Pointer> out, long bytes) {
    return cudart.cuMemHostAlloc(out, bytes, 0);
  }

  static int freeHost(Pointer memory) {
    return cudart.cuMemFreeHost(memory);
  }

  static int upload(long to, Pointer from, long bytes, CUstream_st stream) {
    return cudart.cuMemcpyHtoDAsync(to, from, bytes, stream);
  }

  static int download(Pointer to, long from, long bytes, CUstream_st stream) {
    return cudart.cuMemcpyDtoHAsync(to, from, bytes, stream);
  }

  static int clear(long address, long bytes, CUstream_st stream) {
    return cudart.cuMemsetD8Async(address, (byte) 0, bytes, stream);
  }

  static int createStream(CUstream_st stream) {
    return cudart.cuStreamCreate(stream, cudart.CU_STREAM_NON_BLOCKING);
  }

  static int await(CUstream_st stream) {
    return cudart.cuStreamSynchronize(stream);
  }

  static int destroy(CUstream_st stream) {
    return cudart.cuStreamDestroy(stream);
  }

  static int launch(
      CUfunc_st function,
      int[] grid,
      int threads,
      int sharedBytes,
      CUstream_st stream,
      PointerPointer<Pointer> arguments) {
    return cudart.cuLaunchKernel(
        function,
        grid[0],
        grid[1],
        grid[2],
        threads,
        1,
        1,
        sharedBytes,
        stream,
        arguments,
        (PointerPointer<?>) null);
  }

  static int beginCapture(CUstream_st stream) {
    return cudart.cuStreamBeginCapture(stream, cudart.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL);
  }

  static int endCapture(CUstream_st stream, CUgraph_st graph) {
    return cudart.cuStreamEndCapture(stream, graph);
  }

  static int instantiate(CUgraphExec_st executable, CUgraph_st graph) {
    return cudart.cuGraphInstantiate(executable, graph, 0);
  }

  static int launch(CUgraphExec_st executable, CUstream_st stream) {
    return cudart.cuGraphLaunch(executable, stream);
  }

  static int destroy(CUgraphExec_st executable) {
    return cudart.cuGraphExecDestroy(executable);
  }

  static int destroy(CUgraph_st graph) {
    return cudart.cuGraphDestroy(graph);
  }

  /** Such as {@code "CUDA_ERROR_OUT_OF_MEMORY (2)"}. */
  static String describe(int result) {
    try (BytePointer name = new BytePointer((Pointer) null)) {
      boolean named = cudart.cuGetErrorName(result, name) == SUCCESS && !name.isNull();
      return (named ? name.getString() : "CUDA error") + " (" + result + ")";
    }
  }
}
