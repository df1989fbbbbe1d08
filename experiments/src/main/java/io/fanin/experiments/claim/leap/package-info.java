/** Claim {@code leap}: how long a leap takes. */
@NullMarked
package io.fanin.experiments.claim.leap;

import org.jspecify.annotations.NullMarked;
