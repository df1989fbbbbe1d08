/** What a person handed in and what is wrong with it: one clear error for every reader. */
@NullMarked
package io.fanin.input;

import org.jspecify.annotations.NullMarked;
