package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.ExpressionReader;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.settings.Settings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a target by what a person writes: a provider's name, {@code expr:FORMULA} or {@code
 * file:PATH}. Immutable.
 */
public final class Targets {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");
  private static final long MAX_BYTES = 256_000_000;

  private final Map<String, TargetProvider> providers = new TreeMap<>();

  private Targets(Iterable<TargetProvider> all) {
    for (TargetProvider provider : all) {
      if (!ID.matcher(provider.id()).matches()) {
        throw new IllegalArgumentException(
            "target id '"
                + provider.id()
                + "' of "
                + provider.getClass().getName()
                + " must match "
                + ID);
      }
      TargetProvider other = providers.putIfAbsent(provider.id(), provider);
      if (other != null) {
        throw new IllegalArgumentException(
            "two targets are called '"
                + provider.id()
                + "': "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName());
      }
    }
  }

  /**
   * The built-in targets, what the class path offers, and these.
   *
   * @throws IllegalArgumentException if an id is unfit or occurs twice
   */
  public static Targets load(Collection<? extends TargetProvider> more) {
    List<TargetProvider> all = new ArrayList<>(BuiltInTargets.all());
    ServiceLoader.load(TargetProvider.class).forEach(all::add);
    all.addAll(more);
    return new Targets(all);
  }

  /** The built-in targets and these, without a look at the class path. */
  public static Targets of(Collection<? extends TargetProvider> more) {
    List<TargetProvider> all = new ArrayList<>(BuiltInTargets.all());
    all.addAll(more);
    return new Targets(all);
  }

  /** All providers, by id. */
  public List<TargetProvider> providers() {
    return List.copyOf(providers.values());
  }

  /**
   * The provider of that id.
   *
   * @throws InvalidInputException if there is none
   */
  public TargetProvider provider(String id) {
    TargetProvider provider = providers.get(id);
    if (provider == null) {
      throw new InvalidInputException(
          "unknown target '"
              + id
              + "'"
              + Suggestions.hint(id, providers.keySet())
              + "; a formula is written expr:sin(a*b), a file file:PATH");
    }
    return provider;
  }

  /**
   * The function that the text names.
   *
   * @param target {@code NAME}, {@code expr:FORMULA} (one node, inputs uniform on [-1, 1] in order
   *     of appearance) or {@code file:PATH} (JSON if its first visible character is a brace, else
   *     text)
   * @param settings of the provider as read from YAML or a command line; none for the other two
   * @param seed for the provider
   */
  public SparseFunction resolve(
      String target, Map<String, ? extends @Nullable Object> settings, long seed) {
    boolean named = !target.startsWith("expr:") && !target.startsWith("file:");
    if (named) {
      TargetProvider provider = provider(target);
      return provider.create(Settings.of(provider.keys()).withAll(settings), seed);
    }
    if (!settings.isEmpty()) {
      throw new InvalidInputException(
          "a target that begins with "
              + target.substring(0, 5)
              + " has no settings; remove "
              + String.join(", ", new TreeMap<>(settings).keySet()));
    }
    String rest = target.substring(5);
    return target.startsWith("expr:") ? formula(rest) : file(Path.of(rest));
  }

  /** The function that the text names, with default settings. */
  public SparseFunction resolve(String target, long seed) {
    return resolve(target, Map.of(), seed);
  }

  private static SparseFunction formula(String text) {
    Expression expression = new ExpressionReader("expr", text).read();
    SparseFunctionBuilder builder = SparseFunction.builder();
    if (expression.variables().isEmpty()) {
      throw InvalidInputException.in("expr", "the formula has no variable, so it is a constant");
    }
    builder.inputs(List.copyOf(expression.variables()), InputType.REAL.defaultLaw());
    String id = expression.variables().contains("y") ? "y_" : "y";
    return builder.node(id, expression, List.copyOf(expression.variables())).build();
  }

  private static SparseFunction file(Path path) {
    String text = content(path);
    boolean json = text.stripLeading().startsWith("{");
    return json
        ? FunctionJson.read(path.toString(), text)
        : FunctionText.read(path.toString(), text);
  }

  private static String content(Path path) {
    try {
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        throw InvalidInputException.in(
            path.toString(), size + " bytes, above the limit of " + MAX_BYTES);
      }
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(path + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": not a text in UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read as a file", e);
    }
  }
}
