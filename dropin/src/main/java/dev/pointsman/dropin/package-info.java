/**
 * A whole gateway in one jar. In the plugins folder of a PF4J host, {@link dev.pointsman.dropin.DropInPlugin} opens it; with {@code
 * java -jar}, {@link dev.pointsman.dropin.DropIn} does.
 *
 * <p>There is no logic here: the reference host's gateway is opened over the factories inside the jar, with settings from
 * variables since nobody passes any.
 */
@NullMarked
package dev.pointsman.dropin;

import org.jspecify.annotations.NullMarked;
