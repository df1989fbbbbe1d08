/** A target and an architecture on a circle. */
@NullMarked
package org.example.ring;

import org.jspecify.annotations.NullMarked;
