/** The other side of a comparison: a process that trains the same shapes with another library. */
@NullMarked
package io.fanin.bench.peer;

import org.jspecify.annotations.NullMarked;
