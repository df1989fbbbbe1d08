/** Sparse graphs: which constituent reads which few blocks, and what follows from that alone. */
@NullMarked
package io.fanin.graph;

import org.jspecify.annotations.NullMarked;
