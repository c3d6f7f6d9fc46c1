/**
 * What operators did: each action of the admin door, who, what, when, and what came of it. In the host's store where it lends
 * one, and in the log anyway. Questions that change nothing are not actions.
 */
@NullMarked
package dev.pointsman.edge.audit;

import org.jspecify.annotations.NullMarked;
