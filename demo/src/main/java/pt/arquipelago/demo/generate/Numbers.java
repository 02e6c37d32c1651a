package pt.arquipelago.demo.generate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import pt.arquipelago.pseudonymisation.identifier.CheckDigits;

/** Identifiers of people and documents, well formed, each given once. None belongs to anybody on purpose. */
final class Numbers {

    private static final long DOCUMENTS_A_PATIENT = 4096;

    private Numbers() {
    }

    static long nif(Patient patient) {
        long first = 10_000_000L + patient.index() * 7_654_321L % 20_000_000L;
        return first * 10 + CheckDigits.nif(ascii(first));
    }

    /** Of a professional: of the range that began to be given in 2019. */
    static long nif(Professional professional) {
        long first = 30_000_000L + (professional.kind().ordinal() * 1_000_000L + professional.number()) % 10_000_000L;
        return first * 10 + CheckDigits.nif(ascii(first));
    }

    static long nifOfCompany(long which) {
        long first = 50_900_000L + which % 90_000L;
        return first * 10 + CheckDigits.nif(ascii(first));
    }

    static long niss(Patient patient) {
        long first = 1_000_000_000L + patient.index() * 412_345_679L % 1_000_000_000L;
        return first * 10 + CheckDigits.niss(ascii(first));
    }

    static String citizenCard(Patient patient) {
        long first = 100_000_000L + patient.index() * 412_345_679L % 100_000_000L;
        for (int digit = 0; ; digit++) {
            String card = first + "ZX" + digit;
            if (CheckDigits.luhn(card.getBytes(StandardCharsets.US_ASCII), 0, 12) % 10 == 0) {
                return card;
            }
        }
    }

    /** 19 digits: 1 to 3, 011, and fifteen that no other prescription of the institution has. */
    static long prescription(Institution institution, Patient patient, int which) {
        return institution.digit() * 1_000_000_000_000_000_000L + 11_000_000_000_000_000L + spread(patient, which, 7_368_787L, 1_000_000_000_000_000L);
    }

    /** The thirteen digits behind a D. */
    static long dispensing(Institution institution, Patient patient, int which) {
        return institution.digit() * 1_000_000_000_000L + spread(patient, which, 736_877L, 1_000_000_000_000L);
    }

    /** Eleven digits. */
    static long sickLeave(Institution institution, Patient patient, int which) {
        return institution.digit() * 10_000_000_000L + (patient.index() * 256 + which) * 7_877L % 10_000_000_000L;
    }

    /** PT50 and 21 digits, the last two such that the first two are right. */
    static String iban(Patient patient) {
        String account = "0000" + String.format("%017d", patient.index() * 412_345_679L % 100_000_000_000_000L).substring(2);
        int rest = new BigInteger(account + "00").mod(BigInteger.valueOf(97)).intValue();
        return "PT50" + account + String.format("%02d", 98 - rest);
    }

    /** Behind the letters of a kind of document: thirteen digits that no other document of the kind has. */
    static long document(Institution institution, Patient patient, int which) {
        return dispensing(institution, patient, which);
    }

    private static long spread(Patient patient, int which, long factor, long modulus) {
        return (patient.index() * DOCUMENTS_A_PATIENT + which) * factor % modulus;
    }

    private static byte[] ascii(long digits) {
        return Long.toString(digits).getBytes(StandardCharsets.US_ASCII);
    }
}
