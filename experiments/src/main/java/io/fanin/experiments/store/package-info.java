/** What a run leaves on the disk: its folder, its journal, and a database made from journals. */
@NullMarked
package io.fanin.experiments.store;

import org.jspecify.annotations.NullMarked;
