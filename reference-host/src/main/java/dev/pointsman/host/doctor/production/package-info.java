/**
 * Whether an installation is ready for people to depend on it. {@link
 * dev.pointsman.host.doctor.production.ProductionChecklist} lists the checks, each a class or a demand that the router judges;
 * each comes out as {@link dev.pointsman.host.doctor.production.Outcome held, broken or unknown}, and what is unknown is not held.
 */
@NullMarked
package dev.pointsman.host.doctor.production;

import org.jspecify.annotations.NullMarked;
