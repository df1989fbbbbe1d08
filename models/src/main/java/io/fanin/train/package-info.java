/** Training: where batches come from, the loop, metrics, stopping, checkpoints. */
@NullMarked
package io.fanin.train;

import org.jspecify.annotations.NullMarked;
