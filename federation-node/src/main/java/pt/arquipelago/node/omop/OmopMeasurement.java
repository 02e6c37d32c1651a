package pt.arquipelago.node.omop;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.Checks;
import pt.arquipelago.node.quality.Measurement.KeyCount;
import pt.arquipelago.node.quality.Measurement.ReferenceCount;
import pt.arquipelago.node.quality.Measurement.RuleCount;
import pt.arquipelago.node.quality.Targets;

/** What a build measured of an OMOP table, for its label: the checks that were held against it are its rules. */
final class OmopMeasurement {
    private final Cdm cdm;
    private final List<OmopChecks.Result> checks;

    OmopMeasurement(Cdm cdm, List<OmopChecks.Result> checks) {
        this.cdm = cdm;
        this.checks = checks;
    }

    Measurement of(OmopLoad.Built built, long lakeVersion, Instant at) {
        TableDescription table = built.description();
        long rows = built.size().rows();
        List<RuleCount> rules = checks.stream().filter(check -> check.table().equals(table.table()) && !check.kind().equals(OmopChecks.CONFORMANCE))
                .map(check -> new RuleCount(check.name(), check.titleWithThreshold(), Math.min(check.failing(), rows))).toList();
        return new Measurement(table.table(), table.system(), lakeVersion, at, built.size(), built.columns(), key(table, rows), new Checks(rows, rows, rules, List.of()), references(table),
                Optional.empty(), Optional.empty(), List.of(), Targets.NONE, documentation(table));
    }

    /** That it stands once was checked: otherwise nothing would be published. */
    private Optional<KeyCount> key(TableDescription table, long rows) {
        return fields(table).stream().filter(CdmField::isKey).map(field -> new KeyCount(List.of(field.name()), rows, rows)).findFirst();
    }

    private List<ReferenceCount> references(TableDescription table) {
        return fields(table).stream().filter(field -> field.refers().isPresent()).flatMap(field -> {
            String other = OmopTable.PREFIX + field.refers().get();
            return checks.stream().filter(check -> check.name().equals(OmopChecks.reference(table.table(), field)))
                    .map(check -> new ReferenceCount(field.name(), other, field.name(), check.rows(), check.rows() - check.failing()));
        }).toList();
    }

    private List<CdmField> fields(TableDescription table) {
        return cdm.fields(table.table().substring(OmopTable.PREFIX.length()));
    }

    private static Map<QualityElement, Text> documentation(TableDescription table) {
        Map<QualityElement, Text> documentation = new EnumMap<>(QualityElement.class);
        documentation.put(QualityElement.METADATA, new Text("Descrição HealthDCAT-AP no catálogo.", "HealthDCAT-AP description in the catalogue."));
        documentation.put(QualityElement.STANDARDS, new Text("OMOP Common Data Model 5.4, verificado contra a sua definição; tabela Parquet (Delta Lake).",
                "OMOP Common Data Model 5.4, checked against its definition; a Parquet table (Delta Lake)."));
        documentation.put(QualityElement.SOURCE, table.texts().catalogue().provenance());
        return documentation;
    }
}
