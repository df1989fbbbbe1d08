/** Exact networks: circuits and machines as block-local layers that compute the same bits. */
@NullMarked
package io.fanin.circuits.network;

import org.jspecify.annotations.NullMarked;
