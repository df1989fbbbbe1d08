/** Machines of several tapes: a simulator, and a compiler to graphs of size O(T log T). */
@NullMarked
package io.fanin.circuits.tapes;

import org.jspecify.annotations.NullMarked;
