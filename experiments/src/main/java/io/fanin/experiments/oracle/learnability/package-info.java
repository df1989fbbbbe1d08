/** What can be computed, without training, about how hard a function is to learn. */
@NullMarked
package io.fanin.experiments.oracle.learnability;

import org.jspecify.annotations.NullMarked;
