package io.fanin.experiments.tabular;

import io.fanin.experiments.data.TableView;
import io.fanin.models.Network;

/**
 * One family of networks in the comparison.
 *
 * @param id of the architecture; unique in a run
 * @param network what is trained, at every rate and seed
 * @param view the columns that it reads
 */
record Arm(String id, Network network, TableView view) {}
