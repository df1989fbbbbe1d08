/** Boolean circuits: gates of few inputs, a builder that shares and folds, and minimisation. */
@NullMarked
package io.fanin.circuits.logic;

import org.jspecify.annotations.NullMarked;
