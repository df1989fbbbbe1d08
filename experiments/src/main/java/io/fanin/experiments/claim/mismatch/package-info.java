/** Measurement {@code mismatch}: what a wrong graph costs. */
@NullMarked
package io.fanin.experiments.claim.mismatch;

import org.jspecify.annotations.NullMarked;
