/**
 * Graphs of functions, plans of networks, the kernel SPI with its reference, and optimizers.
 *
 * @uses io.fanin.kernel.KernelProvider kernels for some kind of hardware
 * @uses io.fanin.function.TargetProvider families of target functions
 * @uses io.fanin.optim.OptimizerProvider families of update rules
 */
module io.fanin.core {
  requires static transitive org.jspecify;
  requires transitive org.apache.commons.rng.api;
  requires com.fasterxml.jackson.core;
  requires org.apache.commons.rng.core;
  requires org.apache.logging.log4j;

  exports io.fanin.expression;
  exports io.fanin.function;
  exports io.fanin.graph;
  exports io.fanin.graph.draw;
  exports io.fanin.input;
  exports io.fanin.kernel;
  exports io.fanin.optim;
  exports io.fanin.random;
  exports io.fanin.settings;

  uses io.fanin.function.TargetProvider;
  uses io.fanin.kernel.KernelProvider;
  uses io.fanin.optim.OptimizerProvider;
}
