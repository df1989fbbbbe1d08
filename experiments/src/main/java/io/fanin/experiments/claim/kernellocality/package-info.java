/** Claim {@code kernel-locality}: a kernel's locality sets its learning curve, not its inputs. */
@NullMarked
package io.fanin.experiments.claim.kernellocality;

import org.jspecify.annotations.NullMarked;
