/** A person's own tables: read strictly, described, and made ready for learning. */
@NullMarked
package io.fanin.experiments.data;

import org.jspecify.annotations.NullMarked;
