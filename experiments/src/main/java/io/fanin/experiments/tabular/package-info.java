/**
 * Training on a person's own table: networks side by side with a baseline, and one that is kept.
 */
@NullMarked
package io.fanin.experiments.tabular;

import org.jspecify.annotations.NullMarked;
