/** Claim {@code feature-learning}: depth reduces dimension, so three layers need fewer samples. */
@NullMarked
package io.fanin.experiments.claim.feature;

import org.jspecify.annotations.NullMarked;
