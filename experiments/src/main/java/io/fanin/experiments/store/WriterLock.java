package io.fanin.experiments.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to write one journal.
 *
 * <p>Two files stand beside the journal. {@code NAME.lock} is locked through the system, so that
 * the right ends with the process whatever becomes of it; {@code NAME.owner} says who has it. A
 * POSIX lock is lost when its process closes ANY handle of the locked file; so nobody may open the
 * lock file without knowing that this process does not hold it, and the owner file tells.
 */
final class WriterLock implements AutoCloseable {
  private final Path owner;
  private final FileChannel channel;

  private WriterLock(Path owner, FileChannel channel) {
    this.owner = owner;
    this.channel = channel;
  }

  /**
   * A process that writes, or wrote when it was killed.
   *
   * @param pid its number
   * @param start when it began, to tell it from a later one with its number; empty if unknown
   */
  record Owner(long pid, String start) {
    static Owner self() {
      return of(ProcessHandle.current());
    }

    private static Owner of(ProcessHandle process) {
      return new Owner(
          process.pid(), process.info().startInstant().map(Instant::toString).orElse(""));
    }

    boolean alive() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .map(Owner::of)
          .equals(Optional.of(this));
    }
  }

  /**
   * Takes the right to write.
   *
   * @throws InvalidInputException if another process, or this one, has it
   */
  static WriterLock take(Path journal) {
    synchronized (WriterLock.class) { // between the look at the owner file and the lock
      if (owner(journal).filter(Owner.self()::equals).isPresent()) {
        throw busy(journal, "this process");
      }
      try {
        return lock(journal);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot lock " + journal + ": " + e.getMessage(), e);
      }
    }
  }

  private static WriterLock lock(Path journal) throws IOException {
    FileChannel channel =
        FileChannel.open(
            beside(journal, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Optional<FileLock> lock = Optional.empty();
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      throw new IllegalStateException("the owner file of " + journal + " was deleted", e);
    } finally {
      if (lock.isEmpty()) {
        channel.close();
      }
    }
    if (lock.isEmpty()) {
      throw busy(journal, owner(journal).map(o -> "process " + o.pid()).orElse("another process"));
    }
    Path owner = beside(journal, ".owner");
    AtomicFiles.write(owner, text(Owner.self()));
    return new WriterLock(owner, channel);
  }

  /** Who writes the journal now, if anybody on this machine does. */
  static Optional<Owner> writer(Path journal) {
    return owner(journal).filter(Owner::alive);
  }

  @Override
  public void close() {
    synchronized (WriterLock.class) {
      try {
        Files.deleteIfExists(owner);
        channel.close(); // releases the lock
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unlock " + owner, e);
      }
    }
  }

  private static String text(Owner owner) {
    ObjectNode node = JsonFields.MAPPER.createObjectNode();
    return JsonFields.write(node.put("pid", owner.pid()).put("start", owner.start()));
  }

  /** A damaged or missing owner file says nothing; the lock decides. */
  private static Optional<Owner> owner(Path journal) {
    Path file = beside(journal, ".owner");
    try {
      JsonFields fields = JsonFields.parse(file.toString(), Files.readString(file));
      return Optional.of(new Owner(fields.whole("pid"), fields.text("start")));
    } catch (IOException | InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static InvalidInputException busy(Path journal, String who) {
    return InvalidInputException.in(
        journal.toString(),
        who + " is writing this journal; wait for it or end it, then run again");
  }

  private static Path beside(Path journal, String suffix) {
    return journal.resolveSibling(journal.getFileName() + suffix);
  }
}
