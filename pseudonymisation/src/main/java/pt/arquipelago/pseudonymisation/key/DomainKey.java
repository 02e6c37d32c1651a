package pt.arquipelago.pseudonymisation.key;

import pt.arquipelago.pseudonymisation.mac.AesCmac;

/** A key derived for one purpose, domain and epoch. It can compute; its bytes cannot be had. */
public final class DomainKey {

    private final byte[] bytes;

    DomainKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new AES-256-CMAC under this key, for one thread at a time. */
    public AesCmac cmac() {
        return new AesCmac(bytes);
    }

    @Override
    public String toString() {
        return "DomainKey[hidden]";
    }
}
