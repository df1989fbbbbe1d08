/** What networks are trained on: data sets that ship with the module. */
@NullMarked
package io.fanin.experiments.target;

import org.jspecify.annotations.NullMarked;
