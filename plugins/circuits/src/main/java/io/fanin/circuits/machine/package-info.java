/** Turing machines: reader, simulator, and three compilers to graphs that agree bit for bit. */
@NullMarked
package io.fanin.circuits.machine;

import org.jspecify.annotations.NullMarked;
