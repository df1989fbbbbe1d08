/**
 * Networks as graphs of block-local layers: the families that build them, initialisers, ensembles,
 * and the files that keep trained models.
 */
@NullMarked
package io.fanin.models;

import org.jspecify.annotations.NullMarked;
