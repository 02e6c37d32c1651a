package pt.arquipelago.demo.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as the bytes in which they are written, and the codes that several systems share. */
final class Words {

    static final byte[] TRUE = of("true");
    static final byte[] FALSE = of("false");
    static final byte[] MALE = of("M");
    static final byte[] FEMALE = of("F");
    static final byte[] ACTIVE = of("ativa");
    static final byte[] DISPENSED = of("dispensada");
    static final byte[] CANCELLED = of("anulada");
    /** Payer: the SNS. */
    static final byte[] SNS = of("935601");
    static final byte[][] OTHER_PAYERS = all("935602", "935603", "916011", "942014");

    private static final int OTHER_PAYER = 9;

    private Words() {
    }

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[][] all(String... texts) {
        return Arrays.stream(texts).map(Words::of).toArray(byte[][]::new);
    }

    /** The SNS for eight of nine. */
    static byte[] payer(Patient patient) {
        return hasOtherPayer(patient) ? OTHER_PAYERS[(int) (patient.index() / OTHER_PAYER % OTHER_PAYERS.length)] : SNS;
    }

    static boolean hasOtherPayer(Patient patient) {
        return patient.index() % OTHER_PAYER == 0;
    }
}
