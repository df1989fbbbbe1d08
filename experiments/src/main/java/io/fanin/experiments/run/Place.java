package io.fanin.experiments.run;

import io.fanin.experiments.sweep.SweepBackend;
import io.fanin.kernel.Kernels;
import java.nio.file.Path;

/**
 * Where work is done and kept.
 *
 * @param runs the folder of all runs; made when it is needed
 * @param kernels every usable provider
 * @param backend where tasks run
 * @param program how the command was called, for lines that repeat it
 */
public record Place(Path runs, Kernels kernels, SweepBackend backend, String program) {}
