/**
 * Why a provider did not answer. Failures are data: one exception carries one {@link
 * dev.pointsman.api.failure.ProviderFailure}, which answers two separate questions: may another endpoint help, and whose fault
 * was it?
 */
@NullMarked
package dev.pointsman.api.failure;

import org.jspecify.annotations.NullMarked;
