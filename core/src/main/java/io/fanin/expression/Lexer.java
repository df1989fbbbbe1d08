package io.fanin.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a formula into tokens. */
final class Lexer {
  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
  private static final Pattern SYMBOL = Pattern.compile("<=|>=|==|!=|[-+*/^<>(),\\[\\]]");

  private final String text;
  private final Position position;
  private final Matcher matcher;
  private int offset;

  Lexer(String text, Position position) {
    this.text = text;
    this.position = position;
    this.matcher = Pattern.compile("").matcher(text);
  }

  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    for (skipBlanks(); offset < text.length(); skipBlanks()) {
      tokens.add(next());
    }
    tokens.add(new Token(Token.Kind.END, "", offset));
    return tokens;
  }

  private void skipBlanks() {
    while (offset < text.length() && " \t\r\n".indexOf(text.charAt(offset)) >= 0) {
      offset++;
    }
  }

  private Token next() {
    if (looksAt(NUMBER)) {
      return take(Token.Kind.NUMBER);
    }
    if (looksAt(WORD)) {
      return take(Token.Kind.WORD);
    }
    if (looksAt(SYMBOL)) {
      return take(Token.Kind.SYMBOL);
    }
    throw position.error(offset, problem());
  }

  private String problem() {
    String character = Character.toString(text.codePointAt(offset));
    return switch (character) {
      case "=" -> "'=' is not an operator here; equality is '=='";
      case "!" -> "'!' is not an operator; negation is 'not', difference '!='";
      case "&", "|" -> "'" + character + "' is not an operator; write 'and' or 'or'";
      default -> "unexpected " + Position.show(character);
    };
  }

  private boolean looksAt(Pattern pattern) {
    return matcher.usePattern(pattern).region(offset, text.length()).lookingAt();
  }

  private Token take(Token.Kind kind) {
    Token token = new Token(kind, matcher.group(), offset);
    offset = matcher.end();
    return token;
  }
}
