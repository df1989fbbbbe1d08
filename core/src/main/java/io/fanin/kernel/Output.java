package io.fanin.kernel;

/**
 * A named result of the plan.
 *
 * @param name such as {@code "y"}
 * @param block the block that holds it
 * @param replica replica that it belongs to
 */
public record Output(String name, int block, int replica) {}
