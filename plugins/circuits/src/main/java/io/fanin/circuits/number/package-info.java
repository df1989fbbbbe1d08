/** Numbers: traced Java code, fixed precision as circuits, and certified budgets of error. */
@NullMarked
package io.fanin.circuits.number;

import org.jspecify.annotations.NullMarked;
