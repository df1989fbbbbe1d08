/** Tables and other forms of what was measured. */
@NullMarked
package io.fanin.bench.output;

import org.jspecify.annotations.NullMarked;
