/** Turns results into one offline page, plots for papers, and data files beside it. */
@NullMarked
package io.fanin.experiments.report;

import org.jspecify.annotations.NullMarked;
