/** How many samples a network takes: training on growing prefixes, and where the error falls. */
@NullMarked
package io.fanin.hierarchy.complexity;

import org.jspecify.annotations.NullMarked;
