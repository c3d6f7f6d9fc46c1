/**
 * Turns the references of a configuration into secrets. A configuration never holds a value, only where to find it: {@code
 * ${env:OPENAI_API_KEY}} or {@code ${file:/run/secrets/openai}}. A file is read at each resolve, so that a rotated secret is
 * picked up without a restart.
 */
@NullMarked
package dev.pointsman.hostkit.secrets;

import org.jspecify.annotations.NullMarked;
