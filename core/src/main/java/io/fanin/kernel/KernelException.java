package io.fanin.kernel;

/** What can go wrong on a device. */
public abstract sealed class KernelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private KernelException(String message) {
    super(message);
  }

  private KernelException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A provider was asked for what it does not do, or none does it. */
  public static final class Refused extends KernelException {
    private static final long serialVersionUID = 1L;

    /** A refusal with a complete sentence. */
    public Refused(String message) {
      super(message);
    }
  }

  /** Memory ran out; the device stays usable. */
  public static final class OutOfMemory extends KernelException {
    private static final long serialVersionUID = 1L;
    private final long requested;
    private final long available;

    /**
     * A failed request.
     *
     * @param what what the memory was for
     * @param requested bytes asked for
     * @param available bytes that there were, or -1 if not known
     */
    public OutOfMemory(String what, long requested, long available) {
      super(
          available < 0
              ? "%s needs %,d bytes, more than there are".formatted(what, requested)
              : "%s needs %,d bytes, but only %,d are free".formatted(what, requested, available));
      this.requested = requested;
      this.available = available;
    }

    /** Bytes asked for. */
    public long requested() {
      return requested;
    }

    /** Bytes that there were, or -1. */
    public long available() {
      return available;
    }
  }

  /** The device is gone and stays gone. */
  public static final class DeviceLost extends KernelException {
    private static final long serialVersionUID = 1L;

    /** A loss with what the driver said. */
    public DeviceLost(String message) {
      super(message);
    }
  }

  /** A native library failed. */
  public static final class NativeFailure extends KernelException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param providerId whose library
     * @param operation what was being done
     * @param message what the library said
     */
    public NativeFailure(String providerId, String operation, String message, Throwable cause) {
      super(providerId + ": " + operation + " failed: " + message, cause);
    }
  }

  /** A number that must be finite is not. */
  public static final class NotFinite extends KernelException {
    private static final long serialVersionUID = 1L;

    /** What is not finite, where, and what usually mends it. */
    public NotFinite(String message) {
      super(message);
    }
  }
}
