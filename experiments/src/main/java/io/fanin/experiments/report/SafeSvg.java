package io.fanin.experiments.report;

import io.fanin.input.InvalidInputException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lets a drawing into the page only if it can neither run nor fetch anything.
 *
 * <p>The drawing is parsed as XML and written anew from the elements and attributes that are known
 * to be harmless, so what a browser sees is what was checked.
 */
final class SafeSvg {
  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "path",
          "line",
          "polyline",
          "polygon",
          "rect",
          "circle",
          "ellipse",
          "text",
          "tspan",
          "title",
          "desc",
          "defs",
          "marker",
          "linearGradient",
          "radialGradient",
          "stop",
          "clipPath",
          "use",
          "style");

  private final String id;
  private final StringBuilder out = new StringBuilder();

  private SafeSvg(String id) {
    this.id = id;
  }

  /**
   * The drawing, written anew.
   *
   * @param id of the picture, for messages
   * @throws InvalidInputException where it is not XML, or holds what a drawing does not need
   */
  static String of(String id, String svg) {
    SafeSvg safe = new SafeSvg(id);
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(svg));
      while (reader.hasNext()) {
        safe.copy(reader, reader.next());
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      throw InvalidInputException.in(
          "picture '" + id + "'", "the drawing is not well-formed XML, near line " + line);
    }
    return safe.out.toString();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private void copy(XMLStreamReader reader, int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start(reader);
      case XMLStreamConstants.END_ELEMENT ->
          out.append("</").append(reader.getLocalName()).append('>');
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          text(reader.getText());
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw refused("a document type or entity");
      default -> {}
    }
  }

  private void start(XMLStreamReader reader) {
    String name = reader.getLocalName();
    if (!ELEMENTS.contains(name)) {
      throw refused("element '" + name + "'");
    }
    out.append('<').append(name);
    if (name.equals("svg")) {
      out.append(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    out.append('>');
  }

  private void attribute(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean link = lower.equals("href") || lower.equals("src");
    if (lower.startsWith("on") || (link && !value.startsWith("#")) || fetches(value)) {
      throw refused("attribute '" + name + "'");
    }
    out.append(' ').append(name).append("=\"").append(SvgCanvas.escape(value)).append('"');
  }

  private void text(String text) {
    if (fetches(text)) {
      throw refused("a style that fetches");
    }
    out.append(SvgCanvas.escape(text));
  }

  /** A style may point into the drawing, never outside. */
  private static boolean fetches(String css) {
    String squeezed = css.toLowerCase(Locale.ROOT).replaceAll("[\\s\"']", "");
    return squeezed.replace("url(#", "").contains("url(") || squeezed.contains("@import");
  }

  private InvalidInputException refused(String what) {
    return InvalidInputException.in(
        "picture '" + id + "'", what + " is not allowed in a drawing; leave it out");
  }
}
