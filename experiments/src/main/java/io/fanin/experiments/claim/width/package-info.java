/** Claim {@code overparametrization}: width beyond interpolation does not cost test error. */
@NullMarked
package io.fanin.experiments.claim.width;

import org.jspecify.annotations.NullMarked;
