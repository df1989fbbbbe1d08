/** Claim {@code approximation-rate}: matched wiring approximates at the rate of the local arity. */
@NullMarked
package io.fanin.experiments.claim.approximation;

import org.jspecify.annotations.NullMarked;
