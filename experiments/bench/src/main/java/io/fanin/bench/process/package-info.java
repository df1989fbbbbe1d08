/** JVMs beside this one. */
@NullMarked
package io.fanin.bench.process;

import org.jspecify.annotations.NullMarked;
