/** Circuits as files: BLIF and AIGER, in and out. */
@NullMarked
package io.fanin.circuits.format;

import org.jspecify.annotations.NullMarked;
