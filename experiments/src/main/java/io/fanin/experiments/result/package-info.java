/** What a claim or a training run found, as plain records with a JSON form. */
@NullMarked
package io.fanin.experiments.result;

import org.jspecify.annotations.NullMarked;
