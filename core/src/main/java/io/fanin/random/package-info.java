/** Random numbers that depend on their key alone: seed, purpose and index. */
@NullMarked
package io.fanin.random;

import org.jspecify.annotations.NullMarked;
