/** Conformance suites that providers, targets, architectures and optimizers inherit. */
module io.fanin.testkit {
  requires transitive io.fanin.core;
  requires transitive io.fanin.models;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires org.assertj.core;
  requires org.junit.platform.engine;
  requires org.junit.platform.launcher;

  exports io.fanin.testkit;
}
