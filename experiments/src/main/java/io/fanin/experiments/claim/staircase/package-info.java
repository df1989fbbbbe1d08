/** Claim {@code staircase}: a target is learnt when its supports climb a staircase. */
@NullMarked
package io.fanin.experiments.claim.staircase;

import org.jspecify.annotations.NullMarked;
