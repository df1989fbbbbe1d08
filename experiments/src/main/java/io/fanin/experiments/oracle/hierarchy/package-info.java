/** Random hierarchy models: grammars whose data and labels are known to the last symbol. */
@NullMarked
package io.fanin.experiments.oracle.hierarchy;

import org.jspecify.annotations.NullMarked;
