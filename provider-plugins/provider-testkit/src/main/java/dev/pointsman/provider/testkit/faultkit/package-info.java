/**
 * The fault kit: vendors that fail in every way that vendors are known to fail in, and a judge of what a gateway makes of it. It
 * knows nothing of the gateway but what its clients see, so that it can be pointed at any.
 *
 * <ul>
 *   <li><b>Fault</b>: one way to fail, as data: {@link dev.pointsman.provider.testkit.faultkit.VendorFault}; all of them are in
 *       {@link dev.pointsman.provider.testkit.faultkit.FaultCatalog}.
 *   <li><b>Case</b>: a fault, and whether the client wanted a stream. Each case is a vendor of its own, since a gateway leaves a
 *       vendor alone that failed.
 *   <li><b>Spare</b>: the healthy vendor that a gateway should fall back to.
 *   <li><b>Expectation</b>: what the client of a well-behaved gateway sees.
 * </ul>
 *
 * <pre>{@code
 * try (FaultyVendors vendors = FaultyVendors.start()) {
 *     // configure the gateway: model "case-<name>" first tries vendors.addresses().of(faultCase), then
 *     // vendors.addresses().ofSpare()
 *     FaultKit kit = new FaultKit(vendors, Target.of(gateway, key, "case-{case}"));
 *     CaseResult result = kit.run(Traffic.openAiChat(), faultCase);
 * }
 * }</pre>
 *
 * <p>JDK and plugin-api only; everything listens on and speaks to 127.0.0.1.
 */
@NullMarked
package dev.pointsman.provider.testkit.faultkit;

import org.jspecify.annotations.NullMarked;
