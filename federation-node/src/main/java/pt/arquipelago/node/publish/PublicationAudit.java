package pt.arquipelago.node.publish;

import pt.arquipelago.node.lake.LakeVersion;

/** Writes down, on disk before it leaves, that a description leaves the node. */
@FunctionalInterface
interface PublicationAudit {
    /** @throws RuntimeException if it is not certain to be on disk; then nothing may leave */
    void leaving(String table, byte[] description, LakeVersion version);
}
