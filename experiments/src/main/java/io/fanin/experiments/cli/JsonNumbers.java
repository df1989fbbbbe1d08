package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Numbers in JSON, which has no word for those that are not finite: they become null. */
final class JsonNumbers {
  private JsonNumbers() {}

  static void put(ObjectNode node, String name, double value) {
    if (Math.abs(value) <= Double.MAX_VALUE) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
