/**
 * What the router's own work costs for one request: reading the body, splicing it, deciding. Run with {@code benchmarks/jmh.sh};
 * the cost of a whole gateway is measured by {@code benchmarks/load/run.sh}.
 */
@NullMarked
package dev.pointsman.benchmarks;

import org.jspecify.annotations.NullMarked;
