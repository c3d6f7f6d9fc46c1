/**
 * The binding to Vert.x: an event loop reads and writes, and each request runs on a virtual thread in blocking style behind
 * {@link dev.pointsman.edge.Exchange}. The only package that may import Vert.x or Netty.
 */
@NullMarked
package dev.pointsman.edge.vertx;

import org.jspecify.annotations.NullMarked;
