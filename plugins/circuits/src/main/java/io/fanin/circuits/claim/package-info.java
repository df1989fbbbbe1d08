/** The claim that a machine's run is a sparse graph of the predicted size. */
@NullMarked
package io.fanin.circuits.claim;

import org.jspecify.annotations.NullMarked;
