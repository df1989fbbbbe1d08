/** Measurement {@code learnability}: what tells how long a sparse target takes to learn. */
@NullMarked
package io.fanin.experiments.claim.learnability;

import org.jspecify.annotations.NullMarked;
