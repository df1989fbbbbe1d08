/**
 * What every device compiles and runs: the plan of a network, the kernel SPI, the choice among
 * providers, and the reference that defines the meaning of every operation.
 */
@NullMarked
package io.fanin.kernel;

import org.jspecify.annotations.NullMarked;
