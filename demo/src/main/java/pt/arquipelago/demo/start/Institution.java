package pt.arquipelago.demo.start;

import java.util.List;

/**
 * An institution of the demonstration.
 *
 * @param id of its node
 * @param name as people read it
 */
record Institution(String id, String name) {
    static final List<Institution> ALL = List.of(
            new Institution("uls-sao-joao", "ULS São João"),
            new Institution("uls-coimbra", "ULS Coimbra"),
            new Institution("uls-santa-maria", "ULS Santa Maria"));
}
