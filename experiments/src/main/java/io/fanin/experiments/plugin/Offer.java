package io.fanin.experiments.plugin;

/**
 * A service with where it comes from.
 *
 * @param id by which it is asked for
 * @param origin path of its jar or folder
 */
public record Offer<T>(String id, T service, String origin) {}
