package pt.arquipelago.demo.generate;

/** The classification of a certificate. */
enum SickLeaveKind {
    ILLNESS("doença natural", 79),
    DIRECT_ILLNESS("doença direta", 2),
    TUBERCULOSIS("tuberculose", 0),
    OCCUPATIONAL("doença profissional", .7),
    ACCIDENT("acidente de trabalho", 1.8),
    CARE_OF_FAMILY("assistência a familiares", 7),
    PREGNANCY("gravidez de risco clínico", 9),
    END_OF_PREGNANCY("interrupção da gravidez", .5);

    private final byte[] words;
    private final double share;

    SickLeaveKind(String words, double share) {
        this.words = Words.of(words);
        this.share = share;
    }

    /** Of all certificates. */
    double share() {
        double all = 0;
        for (SickLeaveKind kind : values()) {
            all += kind.share;
        }
        return share / all;
    }

    boolean ofPregnancy() {
        return this == PREGNANCY || this == END_OF_PREGNANCY;
    }

    byte[] words() {
        return words;
    }

    /** Pregnancy goes with its own reasons, accidents with those of the locomotor system, the rest with all. */
    boolean suits(Diagnosis reason) {
        boolean ofPregnancy = reason.icpc().startsWith("W");
        return switch (this) {
            case PREGNANCY, END_OF_PREGNANCY -> ofPregnancy;
            case ACCIDENT, OCCUPATIONAL -> reason.icpc().startsWith("L");
            case CARE_OF_FAMILY -> reason.icpc().startsWith("R") && !reason.isTuberculosis() || reason.icpc().startsWith("A0");
            default -> true;
        };
    }

    /** Days at most: 12 and then 30, longer for some illnesses. */
    int longest(Diagnosis reason, boolean initial) {
        if (this == TUBERCULOSIS) {
            return 180;
        }
        return initial ? reason.longest() : reason.longestExtension();
    }
}
