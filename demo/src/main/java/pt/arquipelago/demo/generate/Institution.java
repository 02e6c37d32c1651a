package pt.arquipelago.demo.generate;

import java.util.List;

/**
 * Who gets extracts.
 *
 * @param node its node's id, and its folder's name
 * @param unit the local health unit as the table of municipalities calls it; empty for one that serves the whole country
 * @param code {@code uls_cod}, empty for one that serves the whole country
 * @param digit the first digit of its documents, so that two institutions never give the same number
 * @param town municipality of its largest building, where some of its patients go to a pharmacy
 */
record Institution(String node, String unit, String code, int digit, int town) {

    static final Institution SAO_JOAO = new Institution("uls-sao-joao", "ULS São João", "ULSSJ", 1, 1312);
    static final Institution COIMBRA = new Institution("uls-coimbra", "ULS Coimbra", "ULSCO", 2, 603);
    static final Institution SANTA_MARIA = new Institution("uls-santa-maria", "ULS Santa Maria", "ULSSM", 3, 1106);

    /** The three of the demonstration. */
    static final List<Institution> DEMONSTRATION = List.of(SAO_JOAO, COIMBRA, SANTA_MARIA);

    /** The holder of the central systems, with everybody. */
    static final Institution NATIONAL = new Institution("national", "", "", 4, 1106);

    boolean national() {
        return unit.isEmpty();
    }
}
