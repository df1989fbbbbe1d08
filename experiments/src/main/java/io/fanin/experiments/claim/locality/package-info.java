/** Claim {@code locality}: local wiring beats dense wiring where the target is local. */
@NullMarked
package io.fanin.experiments.claim.locality;

import org.jspecify.annotations.NullMarked;
