/** Compiled programs as something to learn: pairs, labels of all nodes, and sequences. */
@NullMarked
package io.fanin.circuits.learning;

import org.jspecify.annotations.NullMarked;
