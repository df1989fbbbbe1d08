package io.fanin.expression;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recursive descent over the grammar of {@code docs/expressions.md}, loosest operator first:
 *
 * <pre>or · xor · and · not · comparison · + - · * / · unary - · ^ · primary</pre>
 *
 * <p>A sum or product over an index is written out here, by reading its body once for each value.
 */
final class Parser {
  private static final Map<String, Operation> COMPARISONS =
      Stream.of(Operation.values())
          .filter(Operation::isComparison)
          .collect(Collectors.toUnmodifiableMap(Operation::symbol, o -> o));

  private final List<Token> tokens;
  private final Position position;
  private final Function<String, Optional<String>> names;
  private final Set<String> shared;
  private final Map<String, Integer> indices = new HashMap<>();
  private int next;
  private int nesting;
  private int written;

  Parser(
      List<Token> tokens,
      Position position,
      Function<String, Optional<String>> names,
      Set<String> shared) {
    this.tokens = tokens;
    this.position = position;
    this.names = names;
    this.shared = shared;
  }

  Expression whole() {
    Expression expression = expression();
    if (peek().kind() != Token.Kind.END) {
      throw error(peek(), leftOver());
    }
    return expression;
  }

  private String leftOver() {
    Token token = peek();
    if (token.is(")") || token.is("]")) {
      return token.quoted() + " closes nothing";
    }
    boolean operand = token.kind() != Token.Kind.SYMBOL || token.is("(");
    return operand
        ? "an operator is missing before " + token.quoted() + "; a product is written with '*'"
        : "unexpected " + token.quoted();
  }

  private Expression expression() {
    Token start = peek();
    if (++nesting > Expression.MAX_TEXT_DEPTH) {
      throw error(
          start,
          "nested deeper than "
              + Expression.MAX_TEXT_DEPTH
              + " levels; give the inner parts names");
    }
    Expression result = or();
    nesting--;
    return result;
  }

  private Expression or() {
    return chain(Operation.OR, this::xor);
  }

  private Expression xor() {
    return chain(Operation.XOR, this::and);
  }

  private Expression and() {
    return chain(Operation.AND, this::not);
  }

  private Expression chain(Operation operation, Supplier<Expression> operand) {
    Token start = peek();
    List<Expression> operands = new ArrayList<>();
    operands.add(operand.get());
    while (accept(operation.symbol())) {
      operands.add(operand.get());
    }
    return operands.size() == 1 ? operands.get(0) : call(start, operation, operands);
  }

  private Expression not() {
    Token start = peek();
    return accept("not") ? call(start, Operation.NOT, List.of(nested(this::not))) : comparison();
  }

  private Expression comparison() {
    Expression left = sum();
    Token operator = peek();
    Optional<Operation> operation = comparisonAt(operator);
    if (operation.isEmpty()) {
      return left;
    }
    next++;
    Expression right = sum();
    if (comparisonAt(peek()).isPresent()) {
      throw error(peek(), "comparisons do not chain; join two with 'and'");
    }
    return call(operator, operation.get(), List.of(left, right));
  }

  private static Optional<Operation> comparisonAt(Token token) {
    return token.kind() == Token.Kind.SYMBOL
        ? Optional.ofNullable(COMPARISONS.get(token.text()))
        : Optional.empty();
  }

  private Expression sum() {
    Token start = peek();
    List<Expression> terms = new ArrayList<>();
    terms.add(product());
    while (peek().is("+") || peek().is("-")) {
      Token sign = take();
      Expression term = product();
      terms.add(sign.is("-") ? negate(sign, term) : term);
    }
    return terms.size() == 1 ? terms.get(0) : call(start, Operation.ADD, terms);
  }

  /** Factors gather until a quotient closes them: {@code a*b/c*d} is {@code ((a*b)/c)*d}. */
  private Expression product() {
    Token start = peek();
    List<Expression> factors = new ArrayList<>();
    factors.add(unary());
    while (peek().is("*") || peek().is("/")) {
      if (take().is("*")) {
        factors.add(unary());
      } else {
        Expression dividend = joined(start, factors);
        Expression quotient = call(start, Operation.DIVIDE, List.of(dividend, unary()));
        factors.clear();
        factors.add(quotient);
      }
    }
    return joined(start, factors);
  }

  private Expression joined(Token start, List<Expression> factors) {
    return factors.size() == 1 ? factors.get(0) : call(start, Operation.MULTIPLY, factors);
  }

  private Expression unary() {
    Token sign = peek();
    if (accept("-")) {
      return negate(sign, nested(this::unary));
    }
    return accept("+") ? nested(this::unary) : power();
  }

  private Expression power() {
    Expression base = primary();
    Token operator = peek();
    return accept("^") ? call(operator, Operation.POWER, List.of(base, nested(this::unary))) : base;
  }

  private Expression nested(Supplier<Expression> rule) {
    if (++nesting > Expression.MAX_TEXT_DEPTH) {
      throw error(
          peek(),
          "nested deeper than "
              + Expression.MAX_TEXT_DEPTH
              + " levels; give the inner parts names");
    }
    Expression result = rule.get();
    nesting--;
    return result;
  }

  private Expression primary() {
    Token token = take();
    if (token.kind() == Token.Kind.NUMBER) {
      return number(token);
    }
    if (token.kind() == Token.Kind.WORD) {
      return word(token);
    }
    if (token.is("(")) {
      Expression inside = expression();
      expect(")", token);
      return inside;
    }
    throw error(token, "a number, a name or '(' is missing before " + token.quoted());
  }

  private Expression number(Token token) {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw error(token, "the number is larger than 1.8e308");
    }
    return leaf(token, new Constant(value));
  }

  private Expression word(Token token) {
    return switch (token.text()) {
      case "pi" -> leaf(token, new Constant(Math.PI));
      case "e" -> leaf(token, new Constant(Math.E));
      case "true" -> leaf(token, Constant.ONE);
      case "false" -> leaf(token, Constant.ZERO);
      case "and", "or", "xor", "not" ->
          throw error(token, "a number, a name or '(' is missing before " + token.quoted());
      default -> peek().is("(") ? function(token) : variable(token);
    };
  }

  private Expression function(Token name) {
    Token open = take();
    if (name.is("sum") || name.is("prod")) {
      return series(name, open);
    }
    Operation operation =
        Operation.function(name.text()).orElseThrow(() -> error(name, unknown(name.text())));
    List<Expression> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      do {
        arguments.add(expression());
      } while (accept(","));
    }
    expect(")", open);
    if (!operation.takes(arguments.size())) {
      throw error(
          name, name.quoted() + " takes " + operation.arityText() + ", not " + arguments.size());
    }
    if (operation == Operation.HERMITE) {
      arguments.set(0, order(open, arguments.get(0)));
    }
    return call(name, operation, arguments);
  }

  private String unknown(String name) {
    if (shared.contains(name)) {
      return "the shared function '" + name + "' must be the whole right side of a node";
    }
    if (indices.containsKey(name)) {
      return "the index '" + name + "' is not a function; a product is written with '*'";
    }
    List<String> known = new ArrayList<>(Operation.functionNames());
    known.add("sum");
    known.add("prod");
    return "unknown function '" + name + "'" + Suggestions.hint(name, known);
  }

  private Expression order(Token open, Expression order) {
    Expression value = order.simplify();
    if (!Operation.isOrder(value)) {
      throw error(
          tokens.get(tokens.indexOf(open) + 1),
          "the order of He must be a whole number from 0 to " + Expression.MAX_HERMITE);
    }
    return value;
  }

  /** {@code sum(i, from, to, body)}, the name and the bracket taken. */
  private Expression series(Token name, Token open) {
    Token index = take();
    if (index.kind() != Token.Kind.WORD || !Names.isFunction(index.text())) {
      throw error(index, name.quoted() + " begins with the name of its index: " + shape(name));
    }
    comma(name);
    int from = whole(name);
    comma(name);
    int to = whole(name);
    comma(name);
    Integer hidden = indices.get(index.text());
    List<Expression> terms = terms(index, from, to);
    indices.remove(index.text());
    if (hidden != null) {
      indices.put(index.text(), hidden);
    }
    expect(")", open);
    boolean sum = name.is("sum");
    Expression neutral = sum ? Constant.ZERO : Constant.ONE;
    return switch (terms.size()) {
      case 0 -> neutral;
      case 1 -> terms.get(0);
      default -> call(name, sum ? Operation.ADD : Operation.MULTIPLY, terms);
    };
  }

  private List<Expression> terms(Token index, int from, int to) {
    List<Expression> terms = new ArrayList<>();
    int body = next;
    for (int i = from; i <= to; i++) {
      next = body;
      indices.put(index.text(), i);
      terms.add(expression());
    }
    if (terms.isEmpty()) {
      indices.put(index.text(), from);
      expression();
    }
    return terms;
  }

  private void comma(Token name) {
    if (!accept(",")) {
      throw error(peek(), "a ',' is missing: " + shape(name));
    }
  }

  private static String shape(Token name) {
    return name.text() + "(i, 1, 3, x[i])";
  }

  private int whole(Token name) {
    Token start = peek();
    Expression value = expression().simplify();
    if (value instanceof Constant c
        && c.value() == Math.rint(c.value())
        && Math.abs(c.value()) <= 1e9) {
      return (int) c.value();
    }
    throw error(start, "the bounds and indices must be whole numbers: " + shape(name));
  }

  private Expression variable(Token token) {
    Integer index = indices.get(token.text());
    if (index != null) {
      return leaf(token, new Constant(index));
    }
    if (Names.isReserved(token.text())) {
      throw error(token, token.quoted() + " is a function; its arguments stand in brackets");
    }
    String name = token.text() + (accept("[") ? subscript(token) : "");
    if (!Names.isVariable(name)) {
      throw error(token, "the name is longer than 200 characters");
    }
    names
        .apply(name)
        .ifPresent(
            problem -> {
              throw error(token, problem);
            });
    return leaf(token, new Variable(name));
  }

  private String subscript(Token name) {
    Token start = peek();
    int index = whole(new Token(Token.Kind.WORD, "sum", 0));
    if (index < 0) {
      throw error(start, "the index of '" + name.text() + "' is " + index + ", below 0");
    }
    if (!accept("]")) {
      throw error(peek(), "a ']' is missing before " + peek().quoted());
    }
    return index > 999_999_999 ? "" : "[" + index + "]";
  }

  private Expression negate(Token sign, Expression term) {
    return term instanceof Constant
        ? Algebra.negate(term)
        : call(sign, Operation.NEGATE, List.of(term));
  }

  private Expression leaf(Token token, Expression leaf) {
    count(token);
    return leaf;
  }

  private Expression call(Token token, Operation operation, Collection<Expression> arguments) {
    count(token);
    try {
      return new Call(operation, List.copyOf(arguments));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          String.valueOf(error(token, String.valueOf(e.getMessage())).getMessage()), e);
    }
  }

  private void count(Token token) {
    if (++written > Expression.MAX_SIZE) {
      throw error(
          token,
          "the formula grows beyond " + Expression.MAX_SIZE + " terms; give its parts names");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  private boolean accept(String symbol) {
    boolean there = peek().is(symbol);
    if (there) {
      next++;
    }
    return there;
  }

  private void expect(String closing, Token open) {
    if (!accept(closing)) {
      Token token = peek();
      throw error(
          token,
          "a '"
              + closing
              + "' is missing before "
              + token.quoted()
              + (token.kind() == Token.Kind.END ? "" : "; a product is written with '*'"));
    }
    assert open.kind() == Token.Kind.SYMBOL;
  }

  private InvalidInputException error(Token token, String problem) {
    return position.error(token.offset(), problem);
  }
}
