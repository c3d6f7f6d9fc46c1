/**
 * No attempt leaves what a policy allows, counted where connections are opened.
 *
 * <p>Policies, requests, vendors' troubles and conversations are drawn at random and go through the whole router and the real
 * provider plugins. {@link dev.pointsman.examples.confinement.Allowed} says in plain words, from the same draw and without the
 * router's code, which models may answer; whatever is connected to beyond is a failure.
 * That it would be noticed is shown by routers that are not told of one demand at a time.
 */
package dev.pointsman.examples.confinement;
