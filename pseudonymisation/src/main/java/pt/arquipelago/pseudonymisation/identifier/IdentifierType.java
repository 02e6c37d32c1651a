package pt.arquipelago.pseudonymisation.identifier;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an identifier identifies. The code is part of every pseudonym (see {@code docs/pseudonymisation.md}): a code once
 * published is never given another meaning, or every lake of the federation would be orphaned.
 */
public enum IdentifierType implements CanonicalForm {
    /** Número de utente, nine digits; no check digit is published, so only the form is checked. */
    PATIENT_NUMBER(1, Forms.digits(9, text -> true)),
    /** Tax number. */
    NIF(2, Forms.digits(9, text -> text[8] - '0' == CheckDigits.nif(text))),
    /** Social security number. */
    NISS(3, Forms.digits(11, text -> (text[0] == '1' || text[0] == '2') && text[10] - '0' == CheckDigits.niss(text))),
    CITIZEN_CARD(4, Forms::citizenCard),
    /** Número da receita, 19 digits; links PEM, DEM and BAS. */
    PRESCRIPTION(5, Forms.digits(19, text -> true)),
    /** Identifier of one dispensing (DEM). */
    DISPENSING(6, Forms::document),
    /** Number of a sick-leave certificate (CIT). */
    SICK_LEAVE(7, Forms::document),
    /** A health professional, {@code order:number}. */
    PROFESSIONAL(8, Forms::professional),
    /** Número de requisição (ESP). */
    EXAM_REQUEST(9, Forms::document),
    /** Prescription of home respiratory care (CRD). */
    RESPIRATORY_CARE(10, Forms::document),
    /** Death certificate (SICO). */
    DEATH_CERTIFICATE(11, Forms::document),
    /** Living will (RENTEV). */
    LIVING_WILL(12, Forms::document),
    /** Medical certificate for a driving licence (CCC). */
    DRIVING_CERTIFICATE(13, Forms::document),
    /** Driving licence (CCC). */
    DRIVING_LICENCE(14, Forms::document),
    /** Dental voucher (SISO). */
    DENTAL_VOUCHER(15, Forms::document),
    /** Document in the shared health record (RSE). */
    RECORD_DOCUMENT(16, Forms::document),
    /** Claim for an additional benefit (BAS). */
    BENEFIT_CLAIM(17, Forms::document),
    /** Invoice behind a claim (BAS). */
    INVOICE(18, Forms::document),
    /** Contact with primary care (SIARS). */
    CONTACT(19, Forms::document),
    /** Identifier in the registry of professionals (RNP), beside the order's own number. */
    PROFESSIONAL_RECORD(20, Forms::document),
    /** Number of a beneficiary with a payer other than the SNS. */
    BENEFICIARY(21, Forms::document),
    /** Residence permit (RNU). */
    RESIDENCE_PERMIT(22, Forms::document),
    /** Permanent certificate of a company (PEM-PPP). */
    COMPANY_CERTIFICATE(23, Forms::document),
    /** A resource of the institution's FHIR server, {@code Patient/id}, or one named by an identifier. */
    FHIR_RESOURCE(24, Forms::resource),
    /** Episode at a hospital (GDH). */
    HOSPITAL_EPISODE(25, Forms::document),
    /** Whatever a table of one's own calls an identifier: trimmed, up to 64 ASCII characters, taken as it is. */
    GENERIC(127, Forms::generic);

    private final byte code;
    private final CanonicalForm form;

    IdentifierType(int code, CanonicalForm form) {
        this.code = (byte) code;
        this.form = form;
    }

    /** The published type code, 1 to 127. */
    public byte code() {
        return code;
    }

    @Override
    public int write(byte[] raw, int offset, int length, byte[] out) {
        return form.write(raw, offset, length, out);
    }

    public static Optional<IdentifierType> ofCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** The canonical {@link #PROFESSIONAL} of two columns, as most systems keep them. */
    public static Optional<String> professional(String order, String number) {
        requireNonNull(order, "order is null");
        requireNonNull(number, "number is null");
        return PROFESSIONAL.canonical(order + ":" + number);
    }
}
