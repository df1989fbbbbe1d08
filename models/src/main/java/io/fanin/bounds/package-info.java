/** Generalization bounds of trained networks, operator norms and ranks. */
@NullMarked
package io.fanin.bounds;

import org.jspecify.annotations.NullMarked;
