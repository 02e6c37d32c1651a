package pt.arquipelago.node.ingest;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.lake.CatalogueTerms;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.profile.Load;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.quality.QualityTerms.Reference;

/** What of Article 78(3) a profile says by being one, and what it states in words; what it does neither of is left out. */
final class LabelDocumentation {
    private LabelDocumentation() {}

    static Map<QualityElement, Text> of(Profile profile) {
        Map<QualityElement, Text> documentation = new EnumMap<>(QualityElement.class);
        CatalogueTerms terms = profile.texts().catalogue();
        if (!profile.texts().categories().isEmpty()) {
            documentation.put(QualityElement.METADATA, new Text("Descrição HealthDCAT-AP no catálogo.", "HealthDCAT-AP description in the catalogue."));
        }
        documentation.put(QualityElement.DICTIONARY, dictionary(profile.lakeColumns()));
        documentation.put(QualityElement.STANDARDS, standards(terms.codingSystems()));
        if (!terms.provenance().equals(CatalogueTerms.PLAIN.provenance())) {
            documentation.put(QualityElement.SOURCE, terms.provenance());
        }
        documentation.put(QualityElement.MERGING, merging(profile));
        documentation.putAll(profile.quality().stated());
        return documentation;
    }

    private static Text dictionary(List<ColumnDescription> columns) {
        long lists = columns.stream().filter(column -> column.codes().isPresent()).count();
        return new Text(columns.size() + " colunas com tipo, classe e título em português e inglês; " + lists + " com lista fechada de códigos.",
                columns.size() + " columns with type, class and title in Portuguese and English; " + lists + " with a closed code list.");
    }

    private static Text standards(List<String> codingSystems) {
        String codes = String.join(", ", codingSystems);
        return codes.isEmpty() ? new Text("Tabela Parquet (Delta Lake).", "A Parquet table (Delta Lake).")
                : new Text("Tabela Parquet (Delta Lake); códigos: " + codes + ".", "A Parquet table (Delta Lake); codes: " + codes + ".");
    }

    private static Text merging(Profile profile) {
        Text load = load(profile.load());
        String tables = profile.quality().references().stream().map(Reference::table).distinct().collect(Collectors.joining(", "));
        return tables.isEmpty() ? load : new Text(load.pt() + " Liga por pseudónimo a " + tables + ".", load.en() + " Links by pseudonym to " + tables + ".");
    }

    private static Text load(Load load) {
        if (load instanceof Load.Append) {
            return new Text("Cada extrato é acrescentado à tabela.", "Each extract is added to the table.");
        }
        if (load instanceof Load.ReplacePeriod) {
            return new Text("Cada extrato substitui os seus meses na tabela.", "Each extract replaces its months in the table.");
        }
        if (load instanceof Load.Upsert) {
            return new Text("Cada registo do extrato substitui o que tem a mesma chave.", "Each record of the extract replaces the one with its key.");
        }
        return new Text("Cada extrato substitui a tabela.", "Each extract replaces the table.");
    }
}
