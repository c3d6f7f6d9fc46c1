/**
 * What a conversation so far says about where to go next.
 *
 * <p>A <em>session</em> is one conversation of one workspace: as the caller names it, else as its text does, else by a keyed
 * fingerprint of how it begins. Of each the router remembers who answered last, how much of the prompt lies in that vendor's cache,
 * and who holds state that cannot move. A <em>lock</em> binds it to that holder: firmly where the state cannot be left out of the
 * request, else as long as the holder can answer.
 *
 * <pre>{@code
 * Session session = sessions.find(caller, "auto", facts);
 * Affinity affinity = session.affinity(features);              // enters the decision as recorded inputs
 * session.answered(features, endpoint, credential, usage, signatures); // once the answer has ended well
 * }</pre>
 *
 * <p>Memory is bounded and lives in this process: no prompt, no name of a session, only their keyed fingerprints.
 */
@NullMarked
package dev.pointsman.router.session;

import org.jspecify.annotations.NullMarked;
