/** Formulas as circuits: Boolean ones gate by gate. */
@NullMarked
package io.fanin.circuits.formula;

import org.jspecify.annotations.NullMarked;
