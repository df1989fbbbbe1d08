package io.fanin.experiments.data;

import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides which columns are inputs, and refuses those that should not be. */
final class ColumnRules {
  private static final int LISTED = 20;

  private final RawTable table;
  private final DataRules rules;
  private final List<Feature> features = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> droppable = new ArrayList<>();

  private ColumnRules(RawTable table, DataRules rules) {
    this.table = table;
    this.rules = rules;
  }

  /** The inputs in the order of the file. */
  static List<Feature> features(RawTable table, List<ColumnProfile> profiles, DataRules rules) {
    return new ColumnRules(table, rules).features(profiles);
  }

  private List<Feature> features(List<ColumnProfile> profiles) {
    checkNames();
    for (ColumnProfile profile : profiles) {
      if (!profile.name().equals(rules.target()) && !rules.drop().contains(profile.name())) {
        decide(profile);
      }
    }
    if (!problems.isEmpty()) {
      throw InvalidInputException.in(table.source(), refusal());
    }
    if (features.isEmpty()) {
      throw InvalidInputException.in(
          table.source(), "no column is left besides the target; a prediction needs inputs");
    }
    return features;
  }

  private void checkNames() {
    table.column(rules.target());
    for (Set<String> names : List.of(rules.drop(), rules.keep(), rules.categories())) {
      for (String name : new TreeSet<>(names)) {
        table.column(name);
      }
    }
    if (rules.drop().contains(rules.target())) {
      throw new InvalidInputException(
          "--drop names the target '" + rules.target() + "'; drop another column");
    }
  }

  private void decide(ColumnProfile profile) {
    String name = profile.name();
    if (rules.categories().contains(name) && profile.present() > 0) {
      category(profile);
      return;
    }
    Optional<String> problem = problem(profile, rules.keep().contains(name));
    if (problem.isPresent()) {
      droppable.add(name);
      problems.add("'" + Printed.of(name) + "' " + problem.get());
    } else if (profile.numeric()) {
      features.add(Feature.numeric(name));
    } else {
      category(profile);
    }
  }

  private void category(ColumnProfile profile) {
    if (profile.values().isEmpty()) {
      droppable.add(profile.name());
      problems.add(
          "'%s' has more than %,d different values; give --drop %s"
              .formatted(
                  Printed.of(profile.name()), ColumnProfile.MOST_VALUES, flag(profile.name())));
    } else {
      features.add(Feature.category(profile.name(), profile.values()));
    }
  }

  private Optional<String> problem(ColumnProfile p, boolean kept) {
    String drop = "give --drop " + flag(p.name());
    String keep = " or --keep " + flag(p.name());
    String category = " or --category " + flag(p.name());
    return Optional.ofNullable(
        switch (p.kind()) {
          case NUMBER, CATEGORY -> null;
          case EMPTY -> "has no value in any row; " + drop;
          case CONSTANT -> kept ? null : "has the same value in every row; " + drop + keep;
          case IDENTIFIER ->
              kept
                  ? null
                  : "holds a different "
                      + (p.numeric() ? "whole number" : "text")
                      + " in every row, as a name of the row does; "
                      + drop
                      + (p.numeric() ? keep + " if it is a quantity" : "");
          case DATE -> "holds dates or times, which are no numbers; " + drop + category;
          case FREE_TEXT -> "holds " + p.distinct() + " different texts; " + drop + category;
          case DECIMAL_COMMA ->
              "has numbers with a decimal comma; write them with a point, or " + drop;
          case MIXED -> mixed(p) + drop + category;
        });
  }

  private String mixed(ColumnProfile p) {
    String cell = table.cell(p.oddRow(), table.column(p.name()));
    return "holds numbers, but '%s' on line %d; correct it, give --missing-value '%s', or "
        .formatted(Printed.of(cell), table.line(p.oddRow()), Printed.of(cell));
  }

  /** One problem in one line; several in a list, with the flag that drops them all. */
  private String refusal() {
    if (problems.size() == 1) {
      return "column " + problems.get(0);
    }
    List<String> shown = problems.subList(0, Math.min(LISTED, problems.size()));
    String more = problems.size() > LISTED ? "\n  and " + (problems.size() - LISTED) + " more" : "";
    return "%d columns cannot be used:\n  %s%s\nto drop them all, give --drop %s"
        .formatted(
            problems.size(), String.join("\n  ", shown), more, quoted(String.join(",", droppable)));
  }

  private static String flag(String name) {
    return quoted(Printed.of(name));
  }

  private static String quoted(String text) {
    return text.matches("[\\w.,+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
