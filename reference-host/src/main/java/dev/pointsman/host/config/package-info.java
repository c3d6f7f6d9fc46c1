/**
 * One file, two readers: the section {@code gateway:} is this host's and is bound to records here; everything else is the policy
 * and reaches the router as a tree of JDK types, with secrets as the references they were written as.
 *
 * <p>All problems of a file are told at once, each with its path, its line and a way out. Without a file the providers come from
 * the environment.
 *
 * <pre>{@code
 * Configuration configuration = Configuration.read(Path.of("pointsman.yaml"));
 * configuration.gateway().listen();
 * configuration.policy();
 * }</pre>
 */
@NullMarked
package dev.pointsman.host.config;

import org.jspecify.annotations.NullMarked;
