/** Puts the command's parts together; the only package that knows Guice. */
@NullMarked
package io.fanin.experiments.wiring;

import org.jspecify.annotations.NullMarked;
