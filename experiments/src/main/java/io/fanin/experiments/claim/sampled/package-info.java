/**
 * Samples of several seeds, networks trained on all of them at several rates, and what is chosen.
 */
@NullMarked
package io.fanin.experiments.claim.sampled;

import org.jspecify.annotations.NullMarked;
