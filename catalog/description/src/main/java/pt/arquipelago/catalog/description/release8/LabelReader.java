package pt.arquipelago.catalog.description.release8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OA;
import org.apache.jena.vocabulary.RDFS;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.QualityLabel.Measure;
import pt.arquipelago.catalog.description.QualityLabel.Unit;

/** The way back: from what {@link LabelWriter} made to the label. */
final class LabelReader {
    private final Reading dataset;

    LabelReader(Reading dataset) {
        this.dataset = dataset;
    }

    Optional<QualityLabel> read() {
        if (dataset.optional(Terms.QUALITY).isEmpty()) {
            return Optional.empty();
        }
        Reading body = dataset.into(Terms.QUALITY).into(OA.hasBody);
        List<Reading> measurements = new ArrayList<>(dataset.all(Terms.MEASUREMENT));
        measurements.sort(Comparator.comparing(measurement -> measurement.number(Terms.OWN_POSITION)));
        Map<QualityElement, LocalText> stated = new EnumMap<>(QualityElement.class);
        body.all(Terms.OWN_STATES).forEach(statement -> stated.put(QualityElement.valueOf(statement.text(Terms.OWN_ELEMENT)), statement.local(RDFS.label)));
        return Optional.of(new QualityLabel(LocalDate.parse(body.text(DCTerms.issued)), measurements.stream().map(this::measure).toList(), stated));
    }

    private Measure measure(Reading measurement) {
        String dimension = measurement.into(Terms.MEASUREMENT_OF).codes(Terms.IN_DIMENSION, Terms.OWN + "quality-", name -> name).get(0);
        String on = measurement.one(Terms.COMPUTED_ON).getURI();
        String columns = dataset.subject() + "#column-";
        return new Measure(measurement.text(Terms.OWN_NAME), QualityDimension.valueOf(dimension.toUpperCase(Locale.ROOT)), measurement.local(RDFS.label),
                on.startsWith(columns) ? Optional.of(on.substring(columns.length())) : Optional.empty(),
                measurement.codes(Terms.UNIT, Terms.UNITS, Unit::valueOf).get(0),
                measurement.optionalNumber(Terms.VALUE).map(Math::toIntExact), measurement.optionalNumber(Terms.OWN_TARGET).map(Math::toIntExact));
    }
}
