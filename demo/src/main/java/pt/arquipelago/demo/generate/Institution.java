package pt.arquipelago.demo.generate;

/** The three institutions of the demonstration. */
enum Institution {
    SAO_JOAO("uls-sao-joao", "ULS São João", "ULSSJ"),
    COIMBRA("uls-coimbra", "ULS Coimbra", "ULSCO"),
    SANTA_MARIA("uls-santa-maria", "ULS Santa Maria", "ULSSM");

    private final String node;
    private final String unit;
    private final String code;

    Institution(String node, String unit, String code) {
        this.node = node;
        this.unit = unit;
        this.code = code;
    }

    /** Its node's id, and its folder's name. */
    String node() {
        return node;
    }

    /** The local health unit as the table of municipalities calls it. */
    String unit() {
        return unit;
    }

    /** {@code uls_cod}. */
    String code() {
        return code;
    }

    /** 1 to 3: the first digit of its documents, so that two institutions never give the same number. */
    int digit() {
        return ordinal() + 1;
    }
}
