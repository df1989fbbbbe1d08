/**
 * Formulas as immutable trees: read, printed, evaluated, differentiated, simplified and bounded.
 */
@NullMarked
package io.fanin.expression;

import org.jspecify.annotations.NullMarked;
