/** Typed, documented settings of claims, targets, architectures and optimizers. */
@NullMarked
package io.fanin.settings;

import org.jspecify.annotations.NullMarked;
