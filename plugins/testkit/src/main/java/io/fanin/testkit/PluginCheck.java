package io.fanin.testkit;

import io.fanin.function.TargetProvider;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import io.fanin.models.ArchitectureProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs the contracts on what one plugin jar offers: kernel providers, targets and architectures.
 *
 * <p>The command's {@code doctor} starts it in a process of its own, for a plugin may crash, hang
 * or end its process. The file that it writes has one line for each step, with tabs between the
 * parts; texts hold none:
 *
 * <pre>
 * begin KIND CLASS
 * end KIND CLASS passed CASES
 * end KIND CLASS failed CASES FAILURES FIRST-CASE MESSAGE
 * end KIND CLASS unchecked REASON
 * done
 * </pre>
 */
public final class PluginCheck {
  private final ClassLoader loader;
  private final Writer out;

  private PluginCheck(ClassLoader loader, Writer out) {
    this.loader = loader;
    this.out = out;
  }

  /**
   * Checks a jar.
   *
   * @param arguments the jar, and the file to write
   * @throws IOException if the jar cannot be read or the file not written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("needs a jar and a file to write");
    }
    URL[] jar = {Path.of(arguments[0]).toUri().toURL()};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(jar, PluginCheck.class.getClassLoader());
        Writer out = Files.newBufferedWriter(Path.of(arguments[1]))) {
      thread.setContextClassLoader(loader); // where the contracts' parameters are looked up
      PluginCheck check = new PluginCheck(loader, out);
      check.each(loader, "kernel provider", KernelProvider.class, KernelCheck.class);
      check.each(loader, "target", TargetProvider.class, TargetCheck.class);
      check.each(loader, "architecture", ArchitectureProvider.class, ArchitectureCheck.class);
      check.line("done");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private void each(URLClassLoader jar, String kind, Class<?> type, Class<?> contract)
      throws IOException {
    for (URL file : Collections.list(jar.findResources("META-INF/services/" + type.getName()))) {
      for (String name : names(file)) {
        line("begin", kind, name);
        String reason = reasonNotToCheck(type, name);
        if (reason.isEmpty()) {
          report(kind, name, ContractRun.of(contract, name));
        } else {
          line("end", kind, name, "unchecked", reason);
        }
      }
    }
  }

  private void report(String kind, String name, ContractRun run) throws IOException {
    String cases = Integer.toString(run.cases());
    if (run.failures().isEmpty()) {
      line("end", kind, name, "passed", cases);
    } else {
      ContractRun.Failure first = run.failures().get(0);
      line(
          "end",
          kind,
          name,
          "failed",
          cases,
          Integer.toString(run.failures().size()),
          first.test(),
          first.message());
    }
  }

  /** Empty where it can be checked; a service that fails here fails its contract as well. */
  private String reasonNotToCheck(Class<?> type, String name) {
    try {
      Object service = Offered.service(name, loader);
      if (type == KernelProvider.class
          && ((KernelProvider) service).probe() instanceof Support.No no) {
        return "not usable here: " + no.reason();
      }
      if (type == ArchitectureProvider.class) {
        return ArchitectureCheck.refusal((ArchitectureProvider) service);
      }
    } catch (InvalidInputException e) {
      return String.valueOf(e.getMessage());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return "";
    }
    return "";
  }

  private void line(String... parts) throws IOException {
    List<String> plain = new ArrayList<>();
    for (String part : parts) {
      plain.add(part.strip().replaceAll("\\s+", " "));
    }
    out.write(String.join("\t", plain) + "\n");
    out.flush(); // whoever reads it knows how far this came
  }

  private static List<String> names(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(name -> !name.isEmpty())
          .distinct()
          .toList();
    }
  }
}
