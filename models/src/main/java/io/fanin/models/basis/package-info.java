/** Fixed families of scalar functions on which spline and other edges stand. */
@NullMarked
package io.fanin.models.basis;

import org.jspecify.annotations.NullMarked;
