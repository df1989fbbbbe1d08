/**
 * Networks of block-local layers, their architectures, training and files.
 *
 * @uses io.fanin.models.ArchitectureProvider families of networks
 */
module io.fanin.models {
  requires transitive io.fanin.core;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;

  exports io.fanin.bounds;
  exports io.fanin.models;
  exports io.fanin.models.basis;
  exports io.fanin.train;

  uses io.fanin.models.ArchitectureProvider;
}
