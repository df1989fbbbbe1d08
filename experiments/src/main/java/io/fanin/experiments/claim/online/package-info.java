/** Gradient descent on fresh signs at finite dimension: how long until a term is learnt. */
@NullMarked
package io.fanin.experiments.claim.online;

import org.jspecify.annotations.NullMarked;
