package pt.arquipelago.catalog.description;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.QualityLabel.Measure;

/** A full description, as a node publishes it. */
public final class Examples {
    public static final URI BASE = URI.create("https://catalogo.example");

    private Examples() {}

    public static DatasetDescription dispensing() {
        return dispensing("uls-coimbra");
    }

    public static DatasetDescription dispensing(String node) {
        return new DatasetDescription(new DatasetKey(node, "source_dem"), texts(), parties(),
                new Classification("DEM", DatasetType.STATISTICAL, List.of(HealthCategory.E), List.of(HealthTheme.HEALTH_PRODUCTS, HealthTheme.HEALTH_SYSTEMS),
                        List.of(CodingSystem.ATC), List.of(Standard.OMOP_CDM), List.of("Age", "Gender", "MedicalPrescription"), HealthActivity.ROUTINE_RECORDS),
                new Figures(Optional.of(1_234_500L), Optional.of(98_700L), Optional.of(4), Optional.of(88)),
                new Coverage(Optional.of(new Period(LocalDate.of(2023, 1, 1), LocalDate.of(2025, 12, 31))), List.of("PT192"), List.of(new Region("PT192", new ValueFigures(1_180_000, 94_100)), new Region("PT150", new ValueFigures(31_200, 2_900))),
                        Optional.of(new Period(LocalDate.of(2023, 1, 1), LocalDate.of(2033, 12, 31))), Frequency.MONTHLY, Optional.of("P1D")),
                new Access(URI.create("https://acesso.example/candidaturas"), 10, Map.of("professional", 3), holderRules()),
                new Origin(LocalDate.of(2026, 1, 15), Instant.parse("2026-11-20T03:00:00Z"), 7, "dem"), variables(), Optional.of(label()),
                new Links(List.of(URI.create(BASE + "/datasets/" + node + "/source_pem")), List.of(URI.create("https://doi.example/10.1234/dem")), Optional.empty()));
    }

    static HolderRules holderRules() {
        return new HolderRules(List.of(new HolderRules.Rule("policy.holder-purpose", new LocalText("Esta instituição não participa em perguntas com esta finalidade.",
                "This institution does not take part in questions of this purpose."))), 5, List.of("valor_sns"), List.of("escalao <> 'D'"));
    }

    static Texts texts() {
        return new Texts(new LocalText("Dispensa Eletrónica Médica", "Electronic dispensing of medicines"),
                new LocalText("Medicamentos dispensados nas farmácias, por linha de receita.", "Medicines dispensed at pharmacies, by prescription line."),
                new Keywords(List.of("medicamentos", "dispensa", "receita"), List.of("medicines", "dispensing", "prescription")),
                new LocalText("Extrato do sistema central, pseudonimizado na instituição.", "Extract of the central system, pseudonymised at the institution."),
                new LocalText("Dispensa e comparticipação de medicamentos.", "Dispensing and reimbursement of medicines."),
                new LocalText("Portaria 224/2015; Regulamento (UE) 2025/327.", "Portaria 224/2015; Regulation (EU) 2025/327."),
                new LocalText("Utentes da ULS com dispensa no período.", "Patients of the local health unit with a dispensing in the period."));
    }

    static Parties parties() {
        Agent holder = new Agent(new LocalText("ULS de Coimbra", "Coimbra Local Health Unit"), AgentKind.HEALTHCARE_PROVIDER,
                new Contact(Optional.of("dados@uls.example"), Optional.of(URI.create("https://uls.example/dados"))), false);
        Agent body = new Agent(new LocalText("Organismo de acesso", "Health data access body"), AgentKind.PUBLIC_SECTOR,
                Contact.page(URI.create("https://acesso.example/contacto")), false);
        return new Parties(holder, holder, body, Contact.email("dados@uls.example"));
    }

    static List<Variable> variables() {
        return List.of(
                new Variable("numero_utente", "BIGINT", VariableClass.IDENTIFIER, false, false, new LocalText("Pessoa", "Person"),
                        Optional.of(new LocalText("Pseudónimo: junta e conta, não sai.", "Pseudonym: joins and counts, does not leave.")), List.of()),
                new Variable("sexo", "STRING", VariableClass.QUASI_IDENTIFIER, true, false, new LocalText("Sexo", "Sex"), Optional.empty(),
                        List.of(new Code("M", Optional.of(new LocalText("masculino", "male")), Optional.of(new ValueFigures(533_900, 44_600))),
                                new Code("F", Optional.of(new LocalText("feminino", "female")), Optional.of(new ValueFigures(700_600, 54_100))))),
                new Variable("atc", "STRING", VariableClass.SENSITIVE, true, false, new LocalText("Código ATC", "ATC code"), Optional.empty(), List.of()),
                new Variable("escalao", "STRING", VariableClass.NEUTRAL, true, false, new LocalText("Escalão", "Reimbursement band"), Optional.empty(),
                        List.of(Code.of("A"), Code.of("B"), Code.of("C"), Code.of("D"))),
                new Variable("valor_sns", "DECIMAL(20,2)", VariableClass.NEUTRAL, false, true, new LocalText("Valor pago pelo SNS", "Amount paid by the SNS"),
                        Optional.empty(), List.of()));
    }

    static QualityLabel label() {
        return new QualityLabel(LocalDate.of(2026, 11, 20), List.of(
                measure("completeness", QualityDimension.COMPLETENESS, QualityLabel.Unit.PERCENT, Optional.of(93), Optional.of(95)),
                new Measure("completeness-atc", QualityDimension.COMPLETENESS, new LocalText("Linhas com valor em atc", "Rows with a value in atc"), Optional.of("atc"),
                        QualityLabel.Unit.PERCENT, Optional.of(99), Optional.empty()),
                new Measure("completeness-escalao", QualityDimension.COMPLETENESS, new LocalText("Linhas com valor em escalao", "Rows with a value in escalao"), Optional.of("escalao"),
                        QualityLabel.Unit.PERCENT, Optional.empty(), Optional.empty()),
                measure("validity", QualityDimension.VALIDITY, QualityLabel.Unit.PERCENT, Optional.of(100), Optional.of(98)),
                measure("timeliness", QualityDimension.TIMELINESS, QualityLabel.Unit.DAY, Optional.of(30), Optional.empty()),
                measure("coverage", QualityDimension.COVERAGE, QualityLabel.Unit.PERCENT, Optional.of(61), Optional.empty())),
                Map.of(QualityElement.BIAS, new LocalText("Comparado com o registo nacional, por idade e sexo.", "Compared with the national registry, by age and sex."),
                        QualityElement.DICTIONARY, new LocalText("5 colunas com título.", "5 columns with a title.")));
    }

    private static Measure measure(String name, QualityDimension dimension, QualityLabel.Unit unit, Optional<Integer> value, Optional<Integer> target) {
        return new Measure(name, dimension, dimension.title(), Optional.empty(), unit, value, target);
    }
}
