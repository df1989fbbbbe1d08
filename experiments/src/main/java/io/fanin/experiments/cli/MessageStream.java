package io.fanin.experiments.cli;

import java.io.FileDescriptor;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go when the launcher puts a filter before the JVM's own stderr.
 *
 * <p>Opening {@code /dev/fd/3} would truncate a log file and give it a second position; only a
 * descriptor with that number shares the launcher's. Java makes one in a constructor of its own,
 * which the launcher opens with {@code --add-opens}.
 */
final class MessageStream {
  private MessageStream() {}

  /**
   * The descriptor of that number, or stderr's where there is none or the JVM does not give it.
   *
   * @param number as the launcher passes it, or null without a launcher
   */
  static FileDescriptor descriptor(@Nullable String number) {
    if (number == null
        || !number.matches("[0-9]{1,4}")
        || !Files.exists(Path.of("/dev/fd", number))) {
      return FileDescriptor.err;
    }
    try {
      Constructor<FileDescriptor> constructor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      return constructor.trySetAccessible()
          ? constructor.newInstance(Integer.parseInt(number))
          : FileDescriptor.err;
    } catch (ReflectiveOperationException e) {
      return FileDescriptor.err;
    }
  }
}
