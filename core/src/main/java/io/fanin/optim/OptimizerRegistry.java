package io.fanin.optim;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that can be asked for by name, as in {@code sgd(momentum=0.9)+decay(lambda=1e-4)}.
 *
 * <p>The text is a rule and any number of changes to it, joined by {@code +}; each is a name, alone
 * or with settings in parentheses. Changes are {@code decay}, {@code clip} and {@code project}.
 * Immutable.
 */
public final class OptimizerRegistry {
  private static final Pattern JOIN = Pattern.compile("\\+(?![^(]*\\))");
  private static final Pattern PART =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9-]*)\\s*(?:\\(([^()]*)\\))?\\s*");

  private final SortedMap<String, OptimizerProvider> providers;

  private OptimizerRegistry(SortedMap<String, OptimizerProvider> providers) {
    this.providers = providers;
  }

  /** The built-in rules: adam, adamw, rmsprop and sgd. */
  public static OptimizerRegistry builtIn() {
    OptimizerRegistry registry = new OptimizerRegistry(new TreeMap<>());
    for (OptimizerProvider provider : BuiltInOptimizer.values()) {
      registry = registry.with(provider);
    }
    return registry;
  }

  /**
   * A copy with one more provider.
   *
   * @throws IllegalArgumentException if its id is taken
   */
  public OptimizerRegistry with(OptimizerProvider provider) {
    SortedMap<String, OptimizerProvider> more = new TreeMap<>(providers);
    if (more.put(provider.id(), provider) != null) {
      throw new IllegalArgumentException("two optimizers have the id '" + provider.id() + "'");
    }
    return new OptimizerRegistry(more);
  }

  /** The providers, sorted by id. */
  public List<OptimizerProvider> providers() {
    return List.copyOf(providers.values());
  }

  /**
   * The rule that a text asks for; {@code parse(rule.id())} gives an equal rule.
   *
   * @throws InvalidInputException if the text is malformed, names something unknown, or sets what
   *     cannot be
   */
  public Optimizer parse(String text) {
    try {
      String[] parts = JOIN.split(text, -1);
      Optimizer rule = rule(parts[0]);
      for (int i = 1; i < parts.length; i++) {
        rule = change(rule, parts[i]);
      }
      return rule;
    } catch (InvalidInputException | IllegalArgumentException e) {
      throw new InvalidInputException("optimizer '" + text + "': " + e.getMessage(), e);
    }
  }

  private Optimizer rule(String part) {
    Matcher matcher = match(part);
    String name = matcher.group(1);
    OptimizerProvider provider = providers.get(name);
    if (provider == null) {
      throw new InvalidInputException(
          "unknown optimizer '" + name + "'" + Suggestions.hint(name, providers.keySet()));
    }
    return provider.create(settings(Settings.of(provider.keys()), matcher));
  }

  private static Optimizer change(Optimizer rule, String part) {
    Matcher matcher = match(part);
    String name = matcher.group(1);
    OptimizerChange change =
        OptimizerChange.byId(name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "unknown change '"
                            + name
                            + "'"
                            + Suggestions.hint(name, OptimizerChange.ids())));
    return change.apply(rule, settings(Settings.of(change.keys()), matcher));
  }

  private static Matcher match(String part) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "cannot read '" + part + "'; write a name with settings, such as adam(beta1=0.9)");
    }
    return matcher;
  }

  private static Settings settings(Settings defaults, Matcher matcher) {
    String inner = matcher.group(2);
    return defaults.withAll(
        inner == null || inner.isBlank() ? Collections.emptyMap() : pairs(inner));
  }

  private static Map<String, String> pairs(String inner) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : inner.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new InvalidInputException("'" + pair.strip() + "' is no setting; write name=value");
      }
      String name = pair.substring(0, equals).strip();
      if (pairs.put(name, pair.substring(equals + 1).strip()) != null) {
        throw new InvalidInputException("'" + name + "' is set twice");
      }
    }
    return pairs;
  }
}
