/** JVMs beside this one, and the time that they take. */
@NullMarked
package io.fanin.bench.process;

import org.jspecify.annotations.NullMarked;
