/** Update rules as immutable values, with their state apart; schedules; L-BFGS. */
@NullMarked
package io.fanin.optim;

import org.jspecify.annotations.NullMarked;
