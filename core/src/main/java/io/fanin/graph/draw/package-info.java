/** Pictures of sparse graphs as text: SVG, DOT and TikZ, the same bytes on every machine. */
@NullMarked
package io.fanin.graph.draw;

import org.jspecify.annotations.NullMarked;
