package pt.arquipelago.catalog.description.release8;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import pt.arquipelago.catalog.description.Access;
import pt.arquipelago.catalog.description.Classification;
import pt.arquipelago.catalog.description.Code;
import pt.arquipelago.catalog.description.CodingSystem;
import pt.arquipelago.catalog.description.Coverage;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.DatasetType;
import pt.arquipelago.catalog.description.Examples;
import pt.arquipelago.catalog.description.Figures;
import pt.arquipelago.catalog.description.Frequency;
import pt.arquipelago.catalog.description.HealthActivity;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.catalog.description.HealthTheme;
import pt.arquipelago.catalog.description.HolderRules;
import pt.arquipelago.catalog.description.Keywords;
import pt.arquipelago.catalog.description.Links;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Origin;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.Region;
import pt.arquipelago.catalog.description.Standard;
import pt.arquipelago.catalog.description.Texts;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.catalog.description.Variable;
import pt.arquipelago.catalog.description.VariableClass;

/** Whatever is described comes back the same, also through bytes. */
class RoundTripProperties {
    private final Release8Mapper mapper = new Release8Mapper();

    @Property(tries = 100)
    void readingWhatWasWrittenGivesTheSameDescription(@ForAll("descriptions") DatasetDescription description) {
        ByteArrayOutputStream turtle = new ByteArrayOutputStream();
        RDFDataMgr.write(turtle, mapper.write(description, Examples.BASE), Lang.TURTLE);
        Model read = ModelFactory.createDefaultModel();
        RDFDataMgr.read(read, new ByteArrayInputStream(turtle.toByteArray()), Lang.TURTLE);
        assertThat(mapper.read(read, description.key().iri(Examples.BASE))).isEqualTo(description);
    }

    @Provide
    Arbitrary<DatasetDescription> descriptions() {
        DatasetDescription example = Examples.dispensing();
        Arbitrary<List<Variable>> variables = Combinators.combine(texts(), texts().optional(), Arbitraries.of(VariableClass.class),
                        Arbitraries.of("INT", "STRING", "DECIMAL(20,2)", "TIMESTAMP"), codes().list().ofMaxSize(4))
                .as((title, more, cls, type, codes) -> new Variable("c", type, cls, cls == VariableClass.NEUTRAL, type.equals("INT"), title,
                        more.filter(text -> !text.equals(title)), codes))
                .list().ofMinSize(1).ofMaxSize(12).map(RoundTripProperties::numbered);
        return Combinators.combine(texts(), figures(), coverages(), classifications(), accesses(), origins(), variables)
                .as((text, figures, coverage, classification, access, origin, columns) -> new DatasetDescription(example.key(),
                        new Texts(text, text, new Keywords(List.of(text.pt()), List.of(text.en())), text, text, text, text), example.parties(),
                        classification, figures, coverage, access, origin, columns, label(text, columns),
                        new Links(text.pt().length() % 2 == 0 ? List.of() : List.of(URI.create("https://b.example/b"), URI.create("https://a.example/a")), List.of(),
                                text.en().length() % 2 == 0 ? Optional.empty() : Optional.of(URI.create("https://sample.example/rows.csv")))));
    }

    /** None, or one with a measure of each column, some suppressed, some with a target. */
    private static Optional<QualityLabel> label(LocalText text, List<Variable> columns) {
        int seed = text.pt().length();
        if (seed % 3 == 0) {
            return Optional.empty();
        }
        List<QualityLabel.Measure> measures = columns.stream().map(column -> new QualityLabel.Measure("m-" + column.name(), QualityDimension.values()[column.name().length() % 6], text,
                seed % 2 == 0 ? Optional.of(column.name()) : Optional.empty(), column.measure() ? QualityLabel.Unit.DAY : QualityLabel.Unit.PERCENT,
                column.groupable() ? Optional.empty() : Optional.of(seed), column.codes().isEmpty() ? Optional.empty() : Optional.of(100))).toList();
        return Optional.of(new QualityLabel(LocalDate.of(2026, 1, 20), measures, seed % 2 == 0 ? Map.of() : Map.of(QualityElement.values()[seed % 13], text)));
    }

    private static List<Variable> numbered(List<Variable> variables) {
        return java.util.stream.IntStream.range(0, variables.size()).mapToObj(i -> {
            Variable v = variables.get(i);
            return new Variable("column_" + i, v.type(), v.cls(), v.groupable(), v.measure(), v.title(), v.description(), v.codes());
        }).toList();
    }

    private Arbitrary<LocalText> texts() {
        Arbitrary<String> text = Arbitraries.strings().withCharRange(' ', '\u017f').withChars('"', '\\', '\n', '<', '>', '\u4e2d').excludeChars('\u0085').ofMaxLength(30)
                .map(String::strip).filter(s -> !s.isBlank() && s.chars().noneMatch(c -> c >= 0x7f && c < 0xa0));
        return Combinators.combine(text, text).as(LocalText::new);
    }

    private Arbitrary<Code> codes() {
        return Combinators.combine(Arbitraries.strings().ofMaxLength(4).alpha().numeric(), texts().optional(), valueFigures().optional()).as(Code::new);
    }

    private Arbitrary<ValueFigures> valueFigures() {
        return Combinators.combine(Arbitraries.longs().between(1, 1_000_000), Arbitraries.longs().between(1, 100_000)).as((records, persons) -> new ValueFigures(100 * records, 100 * persons));
    }

    private Arbitrary<Figures> figures() {
        return Combinators.combine(Arbitraries.longs().between(0, 1_000_000).map(n -> n * 100).optional(), Arbitraries.longs().between(0, 100_000).map(n -> n * 100).optional(),
                Arbitraries.integers().between(0, 40).optional(), Arbitraries.integers().between(40, 110).optional()).as(Figures::new);
    }

    private Arbitrary<Coverage> coverages() {
        Arbitrary<Period> period = Arbitraries.integers().between(0, 5000).map(days -> new Period(LocalDate.of(2010, 2, 28), LocalDate.of(2010, 2, 28).plusDays(days)));
        Arbitrary<List<Region>> regions = Combinators.combine(Arbitraries.of("PT192", "PT300"), valueFigures()).as(Region::new).list().ofMaxSize(2).uniqueElements(Region::nuts);
        return Combinators.combine(period.optional(), Arbitraries.of("PT192", "PT11A", "PT2").list().ofMaxSize(3), regions, period.optional(), Arbitraries.of(Frequency.class), Arbitraries.of("P1D", "P1M", "PT15M").optional())
                .as(Coverage::new);
    }

    private Arbitrary<Classification> classifications() {
        return Combinators.combine(Arbitraries.of(HealthCategory.class).list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(HealthTheme.class).list().ofMaxSize(3),
                        Arbitraries.of(CodingSystem.class).list().ofMaxSize(3), Arbitraries.of(Standard.class).list().ofMaxSize(2),
                        Arbitraries.of("Age", "Gender", "Health").list().ofMaxSize(3), Arbitraries.of(HealthActivity.class), Arbitraries.of(DatasetType.class))
                .as((categories, themes, systems, standards, personal, activity, type) ->
                        new Classification("DEM", type, categories, themes, systems, standards, personal, activity));
    }

    private Arbitrary<Access> accesses() {
        return Combinators.combine(Arbitraries.integers().between(1, 100), Arbitraries.maps(Arbitraries.of("professional", "pharmacy"), Arbitraries.integers().between(1, 9)), holders())
                .as((persons, others, holder) -> new Access(Examples.dispensing().access().applyAt(), persons, Map.copyOf(others), holder));
    }

    private Arbitrary<HolderRules> holders() {
        Arbitrary<HolderRules.Rule> rule = Combinators.combine(Arbitraries.of("policy.holder-purpose", "policy.holder-a.b", "x"), texts()).as(HolderRules.Rule::new);
        return Combinators.combine(rule.list().ofMaxSize(3).uniqueElements(HolderRules.Rule::code), Arbitraries.integers().between(1, 10), Arbitraries.of("lote", "tipo de lote").set().ofMaxSize(2),
                Arbitraries.of("sexo <> 'X'", "ano >= 2020").set().ofMaxSize(2)).as(HolderRules::new);
    }

    private Arbitrary<Origin> origins() {
        return Combinators.combine(Arbitraries.longs().between(0, 4_000_000_000_000L), Arbitraries.longs().between(0, 1000))
                .as((millis, lake) -> new Origin(LocalDate.of(2026, 1, 1), Instant.ofEpochMilli(millis), lake, "dem"));
    }
}
