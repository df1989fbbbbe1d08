package io.fanin.experiments.claim;

import io.fanin.settings.Settings;

/**
 * What one run of a claim is asked to do; equal setups plan equal trials.
 *
 * @param mode whose defaults the settings started from
 * @param settings a value for each of the claim's keys
 * @param control whether the cause is broken on purpose, so that the claim must not hold
 * @param seed root of every random stream
 */
public record ClaimSetup(Mode mode, Settings settings, boolean control, long seed) {}
