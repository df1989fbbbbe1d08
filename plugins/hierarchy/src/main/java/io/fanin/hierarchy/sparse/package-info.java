/** Claim {@code sparse-hierarchy}: sharing weights saves samples where symbols may move. */
@NullMarked
package io.fanin.hierarchy.sparse;

import org.jspecify.annotations.NullMarked;
