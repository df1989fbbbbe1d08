/** Sparse functions: a graph, a constituent for every node, and inputs with types and laws. */
@NullMarked
package io.fanin.function;

import org.jspecify.annotations.NullMarked;
