package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.Access;
import pt.arquipelago.catalog.description.Agent;
import pt.arquipelago.catalog.description.AgentKind;
import pt.arquipelago.catalog.description.Classification;
import pt.arquipelago.catalog.description.CodingSystem;
import pt.arquipelago.catalog.description.Contact;
import pt.arquipelago.catalog.description.Coverage;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.DatasetKey;
import pt.arquipelago.catalog.description.DatasetType;
import pt.arquipelago.catalog.description.Frequency;
import pt.arquipelago.catalog.description.HealthActivity;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.catalog.description.HealthTheme;
import pt.arquipelago.catalog.description.HolderRules;
import pt.arquipelago.catalog.description.Keywords;
import pt.arquipelago.catalog.description.Links;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Origin;
import pt.arquipelago.catalog.description.Parties;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.Texts;
import pt.arquipelago.node.lake.CatalogueTerms;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableTexts;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.HolderDeclaration;
import pt.arquipelago.policies.permit.Thresholds;

/** Describes a table of the lake for the catalogue, from the lake's own metadata and the node's settings. */
final class TableDescriber {
    private final NodeSettings settings;
    private final HolderDeclaration declared;

    /** @param declared what the institution's own policy says of itself */
    TableDescriber(NodeSettings settings, HolderDeclaration declared) {
        this.settings = requireNonNull(settings, "settings is null");
        this.declared = requireNonNull(declared, "declared is null");
    }

    HolderDeclaration declared() {
        return declared;
    }

    /**
     * @param issued when the table was first published
     * @param related addresses of the node's other tables
     */
    DatasetDescription describe(TableDescription table, LakeVersion version, LocalDate issued, PublishedFigures figures, Optional<QualityLabel> label,
            List<URI> related) {
        TableTexts texts = table.texts();
        CatalogueTerms terms = texts.catalogue();
        if (texts.categories().isEmpty()) {
            throw new OperatorException("The table " + table.table() + " has no category of Art 51(1), which the catalogue asks for. "
                    + "Write 'categories' into its profile and ingest it again.");
        }
        return new DatasetDescription(new DatasetKey(settings.node(), table.table()), texts(texts), parties(),
                new Classification(table.system(), terms.synthetic() ? DatasetType.SYNTHETIC_DATA : DatasetType.STATISTICAL,
                        texts.categories().stream().map(HealthCategory::ofLetter).toList(),
                        terms.themes().stream().map(HealthTheme::valueOf).toList(),
                        terms.codingSystems().stream().map(CodingSystem::ofCode).toList(), List.of(), terms.personalData(),
                        HealthActivity.valueOf(terms.activity())),
                figures.figures(), new Coverage(figures.period(), List.of("PT"), regions(table, figures), Optional.empty(), Frequency.IRREG, resolution(table)), access(table),
                new Origin(issued, version.at(), version.number(), table.view()), Variables.of(table, figures), label, new Links(related, List.of(), Optional.empty()));
    }

    /**
     * What may be shown of the table's figures as the lake has them now.
     *
     * @param measured by the load, if it measured
     */
    PublishedFigures figures(TableDescription table, Optional<Measurement> measured, Instant now) {
        RoundedFigures rounded = new RoundedFigures(table.figures(), threshold(table));
        TypicalAges ages = measured.map(exact -> TypicalAges.of(exact, threshold(table))).orElse(TypicalAges.UNTOLD);
        return new PublishedFigures(now, rounded.figures(ages), rounded.period(),
                measured.map(exact -> new RoundedValues(exact, threshold(table), others(table), sensitive(table)).values()).orElse(Map.of()));
    }

    private Map<String, Integer> others(TableDescription table) {
        return table.alsoProtected().stream().collect(Collectors.toMap(ProtectedColumn::column, this::threshold));
    }

    private static Set<String> sensitive(TableDescription table) {
        return table.columns().stream().filter(column -> column.cls() == ColumnClass.SENSITIVE).map(ColumnDescription::name).collect(Collectors.toSet());
    }

    /** Of the first column that holds regions: their list is the same for all tables, so that no table declares it. */
    private static List<Region> regions(TableDescription table, PublishedFigures figures) {
        return table.columns().stream().filter(column -> column.codes().isEmpty() && figures.values().containsKey(column.name())).findFirst()
                .map(column -> figures.values().get(column.name()).entrySet().stream().map(entry -> new Region(entry.getKey(), entry.getValue())).toList()).orElse(List.of());
    }

    /** What may be shown of what was measured of it. */
    QualityLabel label(TableDescription table, Measurement measured) {
        return new RoundedLabel(measured, threshold(table)).label();
    }

    private int threshold(ProtectedColumn other) {
        return other.type().equals("professional") ? Math.max(other.threshold(), thresholds().professionals()) : other.threshold();
    }

    private int threshold(TableDescription table) {
        return Math.max(thresholds().persons(), table.minimumPersons());
    }

    /** The stricter of the settings and the institution's own policy. */
    private Thresholds thresholds() {
        Thresholds set = new Thresholds(settings.thresholds().persons(), settings.thresholds().professionals());
        return declared.thresholds().map(set::stricter).orElse(set);
    }

    /** Where a table of this node stands in the catalogue. */
    URI address(String table, URI base) {
        return new DatasetKey(settings.node(), table).iri(base);
    }

    /** Dates are kept to the day; a table without any has no step. */
    private static Optional<String> resolution(TableDescription table) {
        return table.columns().stream().map(column -> column.type().toString()).anyMatch(type -> type.equals("DATE") || type.equals("TIMESTAMP")) ? Optional.of("P1D") : Optional.empty();
    }

    private static Texts texts(TableTexts texts) {
        List<Text> words = texts.keywords().isEmpty() ? List.of(texts.title()) : texts.keywords();
        String law = texts.legalBasis().isEmpty() ? "" : texts.legalBasis() + "; ";
        return new Texts(local(texts.title()), local(texts.description()),
                new Keywords(words.stream().map(Text::pt).toList(), words.stream().map(Text::en).toList()),
                joined(texts.catalogue().provenance(), texts.catalogue().retention()),
                local(texts.catalogue().purpose()),
                new LocalText(law + "Regulamento (UE) 2025/327", law + "Regulation (EU) 2025/327"),
                local(texts.catalogue().population()));
    }

    private Parties parties() {
        NodeSettings.Publisher publisher = settings.publisher().orElseThrow(() -> missing("publisher", "who publishes: name, and email or url"));
        if (publisher.email().isEmpty() && publisher.url().isEmpty()) {
            throw missing("publisher.email", "an address or a page (publisher.url) where people ask about the data");
        }
        Contact contact = new Contact(publisher.email(), publisher.url());
        Agent holder = new Agent(new LocalText(publisher.name(), publisher.name()), AgentKind.HEALTHCARE_PROVIDER, contact, false);
        Agent body = new Agent(new LocalText("Organismo responsável pelo acesso aos dados de saúde", "Health data access body"),
                AgentKind.PUBLIC_SECTOR, Contact.page(accessBody()), false);
        return new Parties(holder, holder, body, contact);
    }

    private Access access(TableDescription table) {
        Map<String, Integer> others = new TreeMap<>();
        table.alsoProtected().forEach(other -> others.merge(other.type(), threshold(other), Math::max));
        return new Access(accessBody(), threshold(table), others, holderRules(table.table()));
    }

    private HolderRules holderRules(String table) {
        return new HolderRules(declared.rules().stream().map(rule -> new HolderRules.Rule(rule.code(), new LocalText(rule.messagePt(), rule.message()))).toList(), declared.rounding(),
                declared.maskedColumns().stream().filter(column -> column.startsWith(table + ".")).map(column -> column.substring(table.length() + 1)).toList(),
                declared.rowFilters().getOrDefault(table, List.of()));
    }

    private URI accessBody() {
        return settings.accessBody().orElseThrow(() -> missing("access_body", "the body that decides on access")).url();
    }

    private static OperatorException missing(String key, String what) {
        return new OperatorException("key '" + key + "' is missing: a description names " + what + ".");
    }

    private static LocalText joined(Text first, Text second) {
        return new LocalText(first.pt() + " " + second.pt(), first.en() + " " + second.en());
    }

    private static LocalText local(Text text) {
        return new LocalText(text.pt(), text.en());
    }
}
