/**
 * Conformance suites that a third party's provider, target, architecture or rule inherits whole.
 */
@NullMarked
package io.fanin.testkit;

import org.jspecify.annotations.NullMarked;
