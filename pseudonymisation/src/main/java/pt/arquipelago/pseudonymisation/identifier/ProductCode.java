package pt.arquipelago.pseudonymisation.identifier;

/** Codes of medicines. They name no person, so they are checked and kept, never made pseudonyms. */
public enum ProductCode implements CanonicalForm {
    /** Número de registo, seven digits, Luhn; a leading 9 is left out of the sum (seen on published numbers, not in a rule). */
    INFARMED_NUMBER(Forms.digits(7, ProductCode::infarmed)),
    /** Código hospitalar nacional do medicamento, eight digits (check digit seen on published numbers). */
    CHNM(Forms.digits(8, text -> text[7] - '0' == CheckDigits.chnm(text))),
    /** Código nacional para a prescrição eletrónica, eight digits from 50. */
    CNPEM(Forms.digits(8, text -> text[0] == '5' && text[1] == '0'));

    private final CanonicalForm form;

    ProductCode(CanonicalForm form) {
        this.form = form;
    }

    @Override
    public int write(byte[] raw, int offset, int length, byte[] out) {
        return form.write(raw, offset, length, out);
    }

    private static boolean infarmed(byte[] text) {
        int from = text[0] == '9' ? 1 : 0;
        return CheckDigits.luhn(text, from, 7 - from) % 10 == 0;
    }
}
