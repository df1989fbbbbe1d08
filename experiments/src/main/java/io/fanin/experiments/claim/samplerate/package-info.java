/** Claim {@code sample-rate}: the error falls with samples as the constituents' roughness says. */
@NullMarked
package io.fanin.experiments.claim.samplerate;

import org.jspecify.annotations.NullMarked;
