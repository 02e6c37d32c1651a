package pt.arquipelago.node.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table of an institution's own: laboratory results, with deviations of either sign and flags that are 0 or 1. */
final class OwnTable {
    private static final String PROFILE = """
            profile: 1
            system: LAB
            table: source_lab
            title: {pt: Análises, en: Laboratory results}
            subject: numero_utente
            time_zone: Europe/Lisbon
            also_protected:
              - {column: requisitante, type: professional, threshold: 3}
            columns:
              - {name: numero_utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}
              - {name: requisitante, class: identifier, identifier: GENERIC, identifies: professional, title: {pt: r, en: r}}
              - {name: analise, class: sensitive, codes: [glicose, hba1c, tsh, vitamina_d], groupable: true, title: {pt: a, en: t}}
              - {name: laboratorio, class: neutral, groupable: true, title: {pt: l, en: l}}
              - {name: desvio, class: sensitive, type: 'decimal(8,2)', measure: true, title: {pt: d, en: d}}
              - {name: valor, class: sensitive, type: double, measure: true, title: {pt: v, en: v}}
              - {name: positivo, class: sensitive, type: int, codes: ['0', '1'], groupable: true, title: {pt: p, en: p}}
              - {name: colhido_em, class: quasi_identifier, type: timestamp, groupable: true, keep: true, title: {pt: c, en: c}}
            """;

    private OwnTable() {}

    static Path profile() {
        try {
            Path file = Files.createTempFile("lab", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, PROFILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
