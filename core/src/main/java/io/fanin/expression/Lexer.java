package io.fanin.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a formula into tokens; written by hand, because large files spend most of their time here.
 */
final class Lexer {
  private static final String SINGLE = "-+*/^<>(),[]";

  private final String text;
  private final Position position;
  private int offset;

  Lexer(String text, Position position) {
    this.text = text;
    this.position = position;
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
    char c = text.charAt(offset);
    if (isDigit(c) || (c == '.' && isDigit(at(offset + 1)))) {
      return take(Token.Kind.NUMBER, endOfNumber());
    }
    if (Names.isLetter(c)) {
      return take(Token.Kind.WORD, endOfWord());
    }
    boolean pair = "<>=!".indexOf(c) >= 0 && at(offset + 1) == '=';
    if (pair || SINGLE.indexOf(c) >= 0) {
      return take(Token.Kind.SYMBOL, offset + (pair ? 2 : 1));
    }
    throw position.error(offset, problem());
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The character there, or 0 behind the end. */
  private char at(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private int digits(int from) {
    int end = from;
    while (isDigit(at(end))) {
      end++;
    }
    return end;
  }

  /** Digits, a point, digits, and an exponent where digits follow its letter. */
  private int endOfNumber() {
    int end = digits(offset);
    end = at(end) == '.' ? digits(end + 1) : end;
    if (at(end) != 'e' && at(end) != 'E') {
      return end;
    }
    int sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
    int exponent = digits(end + 1 + sign);
    return exponent > end + 1 + sign ? exponent : end;
  }

  private int endOfWord() {
    int end = offset;
    while (Names.isLetter(at(end)) || isDigit(at(end))) {
      end++;
    }
    return end;
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

  private Token take(Token.Kind kind, int end) {
    Token token = new Token(kind, text.substring(offset, end), offset);
    offset = end;
    return token;
  }
}
