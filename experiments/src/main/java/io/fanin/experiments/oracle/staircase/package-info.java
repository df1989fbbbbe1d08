/** What gradient descent finds in polynomials of signs or normal inputs: leaps, and their limit. */
@NullMarked
package io.fanin.experiments.oracle.staircase;

import org.jspecify.annotations.NullMarked;
