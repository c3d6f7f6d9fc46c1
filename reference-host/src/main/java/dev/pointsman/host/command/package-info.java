/**
 * The commands, one file each. They print through picocli's writers: results on standard output, everything else on standard
 * error, so that {@code --json} leaves JSON alone on standard output.
 */
@NullMarked
package dev.pointsman.host.command;

import org.jspecify.annotations.NullMarked;
