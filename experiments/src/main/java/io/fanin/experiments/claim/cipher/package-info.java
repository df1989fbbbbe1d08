/** Claim {@code not-sufficient}: compositionally sparse, rightly wired, and still not learnt. */
@NullMarked
package io.fanin.experiments.claim.cipher;

import org.jspecify.annotations.NullMarked;
