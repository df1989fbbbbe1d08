/** Claim {@code alternatives}: which view of a target is right shows in which method wins. */
@NullMarked
package io.fanin.experiments.claim.alternatives;

import org.jspecify.annotations.NullMarked;
