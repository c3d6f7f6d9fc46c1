package dev.pointsman.hostkit.secrets;

/**
 * What a rotation of the master key did.
 *
 * @param masterKeyId of the key in use now
 * @param dataKeys how many workspaces' data keys were sealed anew
 */
public record MasterRotation(String masterKeyId, int dataKeys) {}
