/** Claims of the theory: what is claimed, how it is measured, and what the numbers say of it. */
@NullMarked
package io.fanin.experiments.claim;

import org.jspecify.annotations.NullMarked;
