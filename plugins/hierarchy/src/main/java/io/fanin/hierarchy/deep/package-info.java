/** Claim {@code hierarchy}: a deep network takes n_c m^L samples of a random hierarchy model. */
@NullMarked
package io.fanin.hierarchy.deep;

import org.jspecify.annotations.NullMarked;
