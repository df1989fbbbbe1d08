/** Kernel methods that do not adapt to a target's graph, and the one that finds its subspace. */
@NullMarked
package io.fanin.experiments.oracle.kernel;

import org.jspecify.annotations.NullMarked;
