package pt.arquipelago.node.omop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.IngestFixture;
import pt.arquipelago.node.ingest.SnsRows;
import pt.arquipelago.node.profile.ProfileReader;

/** Eighty persons with a row in each of the sixteen systems, women and men by turns. Every other pair has the changes given for its system. */
public final class OmopPeople {
    public static final int PERSONS = 80;
    private static final Map<String, String> CHANGES = Map.of(
            "rnu", "data_obito=",
            "pem", "qtd_embalagens=4;atc=C10AA05",
            "dem", "pvp=20.00;valor_sns=15.00;valor_utente=5.00;atc=C10AA05",
            "siars", "pas=120;tipo_contacto=não presencial;icpc2=K86",
            "cit", "classificacao=doença direta;familiar_numero_utente=;parentesco=");

    private final Map<String, List<Map<String, String>>> rows = new TreeMap<>();

    public OmopPeople() {
        for (String system : ProfileReader.SYSTEMS) {
            List<Map<String, String>> made = new ArrayList<>();
            for (int i = 0; i < PERSONS; i++) {
                made.add(row(system, i));
            }
            rows.put(system, made);
        }
    }

    /** The rows of a system's extract, to compute from what an answer must be. */
    public List<Map<String, String>> rows(String system) {
        return rows.get(system);
    }

    public List<Extract> extracts(IngestFixture ingest) {
        return ProfileReader.SYSTEMS.stream().map(system -> extract(ingest, system)).toList();
    }

    public Extract extract(IngestFixture ingest, String system) {
        return new Extract(ProfileReader.named(system), List.of(ingest.write(system + ".csv", SnsRows.csv(rows.get(system)))));
    }

    private static Map<String, String> row(String system, int i) {
        Map<String, String> row = i / 2 % 2 == 0 || !CHANGES.containsKey(system) ? SnsRows.good(system) : SnsRows.with(system, CHANGES.get(system));
        row.replace("sexo", i % 2 == 0 ? "F" : "M");
        row.computeIfPresent("numero_utente", (name, value) -> String.valueOf(813_274_000 + i));
        row.computeIfPresent("cedula", (name, value) -> String.valueOf(61_000 + i));
        for (String professional : List.of("prescritor_cedula", "medico_familia_cedula", "medico_certificador_cedula", "dentista_cedula", "autor_cedula", "profissional_cedula",
                "medico_cedula")) {
            row.computeIfPresent(professional, (name, value) -> String.valueOf(77_000 + i % 7));
        }
        row.computeIfPresent("familiar_numero_utente", (name, value) -> value.isEmpty() ? value : String.valueOf(729_183_000 + i));
        row.computeIfPresent("numero_receita", (name, value) -> String.valueOf(1_011_928_374_655_564_000L + i));
        row.computeIfPresent("id_contacto", (name, value) -> "SIARS827364" + (100 + i));
        return SnsRows.numbered(system, row, i);
    }
}
