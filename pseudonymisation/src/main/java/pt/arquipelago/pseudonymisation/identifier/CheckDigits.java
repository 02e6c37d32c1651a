package pt.arquipelago.pseudonymisation.identifier;

/** The check digits of Portuguese identifiers, over canonical ASCII bytes. */
public final class CheckDigits {

    private static final int[] NISS_WEIGHTS = {29, 23, 19, 17, 13, 11, 7, 5, 3, 2};

    private CheckDigits() {
    }

    /** NIF: weights 9 to 2, modulo 11; the check digit of the first eight digits. */
    public static int nif(byte[] digits) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += (digits[i] - '0') * (9 - i);
        }
        int rest = sum % 11;
        return rest < 2 ? 0 : 11 - rest;
    }

    /** NISS: ten prime weights, 9 less the sum modulo 10. */
    public static int niss(byte[] digits) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (digits[i] - '0') * NISS_WEIGHTS[i];
        }
        return 9 - sum % 10;
    }

    /** CHNM: each digit times its place counted from 2, modulo 11. No number exists where that is 10. */
    public static int chnm(byte[] digits) {
        int sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += (digits[i] - '0') * (i + 2);
        }
        return sum % 11;
    }

    /**
     * The sum of Luhn over {@code length} digits or letters (A is 10, Z is 35) from {@code from}: every second one from
     * the right is doubled, less 9 where that is over 9. A whole number is right if the sum ends in 0.
     */
    public static int luhn(byte[] text, int from, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            byte c = text[from + length - 1 - i];
            int value = c <= '9' ? c - '0' : c - 'A' + 10;
            if (i % 2 == 1) {
                value *= 2;
                value = value > 9 ? value - 9 : value;
            }
            sum += value;
        }
        return sum;
    }
}
