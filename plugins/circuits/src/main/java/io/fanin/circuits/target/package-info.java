/** Compiled programs as target functions. */
@NullMarked
package io.fanin.circuits.target;

import org.jspecify.annotations.NullMarked;
