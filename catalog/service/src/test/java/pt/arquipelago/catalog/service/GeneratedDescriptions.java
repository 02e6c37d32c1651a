package pt.arquipelago.catalog.service;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import pt.arquipelago.catalog.description.Access;
import pt.arquipelago.catalog.description.Agent;
import pt.arquipelago.catalog.description.AgentKind;
import pt.arquipelago.catalog.description.Classification;
import pt.arquipelago.catalog.description.Code;
import pt.arquipelago.catalog.description.CodingSystem;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.Coverage;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.description.DatasetType;
import pt.arquipelago.catalog.description.Figures;
import pt.arquipelago.catalog.description.Frequency;
import pt.arquipelago.catalog.description.HealthActivity;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.catalog.description.HealthTheme;
import pt.arquipelago.catalog.description.Keywords;
import pt.arquipelago.catalog.description.Links;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Origin;
import pt.arquipelago.catalog.description.Parties;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.Texts;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.catalog.description.Variable;
import pt.arquipelago.catalog.description.VariableClass;

/** As many different descriptions as are wanted, the same for the same number: 40 institutions, 25 systems, columns, code lists, labels and regions as chance has it. */
final class GeneratedDescriptions {
    static final int NODES = 40;
    private static final int SYSTEMS = 25;
    private static final List<LocalText> TOPICS = List.of(text("Diabetes", "Diabetes"), text("Asma e DPOC", "Asthma and COPD"), text("Vacinação", "Vaccination"), text("Internamentos", "Hospital stays"),
            text("Episódios de urgência", "Emergency episodes"), text("Dispensa de medicamentos", "Dispensing of medicines"), text("Oncologia", "Oncology"), text("Consultas", "Appointments"),
            text("Certificados de óbito", "Death certificates"), text("Análises clínicas", "Laboratory results"), text("Prescrição eletrónica", "Electronic prescribing"), text("Saúde oral", "Oral health"));
    private static final List<LocalText> COLUMNS = List.of(text("Sexo", "Sex"), text("Faixa etária", "Age band"), text("Código ATC", "ATC code"), text("Diagnóstico principal", "Main diagnosis"),
            text("Hemoglobina glicada (HbA1c)", "Glycated haemoglobin (HbA1c)"), text("Dias de internamento", "Days of stay"), text("Especialidade", "Specialty"), text("Data do registo", "Date of the record"),
            text("Valor pago pelo SNS", "Paid by the health service"), text("Motivo", "Reason"), text("Resultado", "Result"), text("Unidade funcional", "Functional unit"));
    private static final List<String> REGIONS = List.of("PT111", "PT11A", "PT150", "PT192", "PT1A0", "PT1C4", "PT200", "PT300");

    private GeneratedDescriptions() {}

    static DatasetDescription number(int i) {
        return number(i, 1_000 + i % 9_000);
    }

    /** @param hundreds of records */
    static DatasetDescription number(int i, long hundreds) {
        SplittableRandom random = new SplittableRandom(i);
        LocalText topic = TOPICS.get(random.nextInt(TOPICS.size()));
        LocalText title = text(topic.pt() + " " + i, topic.en() + " " + i);
        String node = node(i);
        Contact contact = Contact.email("dados@" + node + ".example");
        Agent holder = new Agent(text("ULS número " + i % NODES, "Local health unit number " + i % NODES), AgentKind.HEALTHCARE_PROVIDER, contact, false);
        Agent body = new Agent(text("Organismo de acesso", "Access body"), AgentKind.PUBLIC_SECTOR, Contact.page(URI.create("https://acesso.example/contacto")), false);
        List<Variable> variables = variables(random);
        LocalDate start = LocalDate.of(2010 + random.nextInt(12), 1, 1);
        List<Region> regions = random.nextInt(4) > 0 ? List.of() : REGIONS.stream().filter(region -> random.nextBoolean()).map(region -> new Region(region, figures(random))).toList();
        return new DatasetDescription(new DatasetKey(node, "source_t" + i),
                new Texts(title, text("Registos de " + topic.pt().toLowerCase(java.util.Locale.ROOT) + ", um por linha.", "Records of " + topic.en().toLowerCase(java.util.Locale.ROOT) + ", one a row."),
                        new Keywords(List.of(topic.pt()), List.of(topic.en())), text("Extrato pseudonimizado na instituição.", "Extract pseudonymised at the institution."),
                        text("Prestação de cuidados.", "Provision of care."), text("Regulamento (UE) 2025/327", "Regulation (EU) 2025/327"), text("Utentes da instituição.", "Patients of the institution.")),
                new Parties(holder, holder, body, contact),
                new Classification("S" + i % SYSTEMS, DatasetType.STATISTICAL, List.of(HealthCategory.values()[random.nextInt(HealthCategory.values().length)]),
                        List.of(HealthTheme.values()[random.nextInt(HealthTheme.values().length)]), List.of(CodingSystem.values()[random.nextInt(CodingSystem.values().length)]), List.of(), List.of("Age"),
                        HealthActivity.values()[random.nextInt(HealthActivity.values().length)]),
                new Figures(Optional.of(100 * hundreds), Optional.of(100 * (hundreds / 7 + 1)), Optional.of(random.nextInt(20)), Optional.of(60 + random.nextInt(40))),
                new Coverage(Optional.of(new Period(start, start.plusYears(1 + random.nextInt(4)))), List.of("PT"), regions, Optional.empty(), Frequency.MONTHLY, Optional.of("P1D")),
                new Access(URI.create("https://acesso.example/candidaturas"), 10, Map.of("professional", 3)),
                new Origin(LocalDate.of(2026, 1, 1), Instant.parse("2026-11-20T00:00:00Z"), 1 + i % 9, "t" + i), variables,
                random.nextInt(8) == 0 ? Optional.of(label(random, variables)) : Optional.empty(), Links.none());
    }

    static String node(int i) {
        return String.format("uls-%03d", i % NODES);
    }

    private static List<Variable> variables(SplittableRandom random) {
        List<Variable> variables = new ArrayList<>(List.of(new Variable("numero_utente", "BIGINT", VariableClass.IDENTIFIER, false, false, text("Pessoa", "Person"), Optional.empty(), List.of())));
        int first = random.nextInt(COLUMNS.size());
        int more = random.nextInt(5);
        for (int column = first; column <= first + more; column++) {
            LocalText title = COLUMNS.get(column % COLUMNS.size());
            List<Code> codes = random.nextInt(5) > 0 ? List.of() : IntStream.range(0, 2 + random.nextInt(4))
                    .mapToObj(code -> new Code("C" + code, Optional.of(text("valor " + code, "value " + code)), Optional.of(figures(random)))).toList();
            variables.add(new Variable("coluna_" + column % COLUMNS.size(), codes.isEmpty() ? "DOUBLE" : "STRING", VariableClass.SENSITIVE, !codes.isEmpty(), codes.isEmpty(), title, Optional.empty(), codes));
        }
        return variables;
    }

    private static QualityLabel label(SplittableRandom random, List<Variable> variables) {
        return new QualityLabel(LocalDate.of(2026, 11, 20), IntStream.range(0, variables.size()).mapToObj(i -> new QualityLabel.Measure("completeness-" + i, QualityDimension.COMPLETENESS,
                text("Linhas com valor", "Rows with a value"), Optional.of(variables.get(i).name()), QualityLabel.Unit.PERCENT, Optional.of(random.nextInt(101)), Optional.empty())).toList(), Map.of());
    }

    private static ValueFigures figures(SplittableRandom random) {
        return new ValueFigures(100 * (1 + random.nextInt(5_000)), 100 * (1 + random.nextInt(500)));
    }

    private static LocalText text(String pt, String en) {
        return new LocalText(pt, en);
    }
}
