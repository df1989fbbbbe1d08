package io.fanin.models;

import io.fanin.function.Input;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.kernel.InputBlock;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The families of networks by id. Immutable. */
public final class Architectures {
  private final SortedMap<String, ArchitectureProvider> byId;

  private Architectures(SortedMap<String, ArchitectureProvider> byId) {
    this.byId = byId;
  }

  /** {@code linear, shallow, dense, matched, conv, local, spline}. */
  public static Architectures builtIn() {
    return new Architectures(new TreeMap<>())
        .with(
            List.of(
                new Linear(),
                new Dense(true),
                new Dense(false),
                new Matched(),
                new GridFamily(true),
                new GridFamily(false),
                new Spline()));
  }

  /**
   * The built-in ones and those that a class loader offers as services.
   *
   * @throws java.util.ServiceConfigurationError if a service cannot be made
   */
  public static Architectures installed(ClassLoader loader) {
    List<ArchitectureProvider> found = new ArrayList<>();
    ServiceLoader.load(ArchitectureProvider.class, loader).forEach(found::add);
    return builtIn().with(found);
  }

  /**
   * These and more.
   *
   * @throws InvalidInputException if two have one id
   */
  public Architectures with(Collection<? extends ArchitectureProvider> more) {
    SortedMap<String, ArchitectureProvider> all = new TreeMap<>(byId);
    for (ArchitectureProvider provider : more) {
      ArchitectureProvider other = all.putIfAbsent(provider.id(), provider);
      if (other != null) {
        throw new InvalidInputException(
            "two architectures have the id '%s': %s and %s; leave one out"
                .formatted(
                    provider.id(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    return new Architectures(all);
  }

  /** All, sorted by id. */
  public List<ArchitectureProvider> all() {
    return List.copyOf(byId.values());
  }

  /**
   * The family of an id.
   *
   * @throws InvalidInputException if there is none
   */
  public ArchitectureProvider get(String id) {
    ArchitectureProvider provider = byId.get(id);
    if (provider == null) {
      throw new InvalidInputException(
          "there is no architecture '" + id + "'" + Suggestions.hint(id, byId.keySet()));
    }
    return provider;
  }

  /** The default settings of a family; change them with {@link Settings#withAll}. */
  public Settings settings(String id) {
    return Settings.of(get(id).keys());
  }

  /** The network that the family of this id builds. */
  public Network build(String id, ArchitectureRequest request) {
    return get(id).build(request);
  }

  /** The family's network for a target, in its default settings and, where it can, its wiring. */
  public Network build(String id, SparseFunction target) {
    List<InputBlock> blocks = new ArrayList<>();
    int column = 0;
    for (Input input : target.inputs()) {
      blocks.add(new InputBlock(input.name(), column, input.width(), 0));
      column += input.width();
    }
    return build(
        id, new ArchitectureRequest(blocks, target.outputs(), target.graph(), null, settings(id)));
  }
}
