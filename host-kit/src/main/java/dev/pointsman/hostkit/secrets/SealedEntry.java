package dev.pointsman.hostkit.secrets;

/**
 * A sealed secret without its value.
 *
 * @param version counts its values, from 1
 * @param sealedAtMillis since the epoch
 * @param masterKeyId of the master key that its workspace's data key is sealed with
 */
public record SealedEntry(SealedName name, int version, long sealedAtMillis, String masterKeyId) {}
