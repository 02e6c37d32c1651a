package pt.arquipelago.catalog.service.web;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** The published figures of a dataset as a table: what {@code healthdcatap:analytics} leads to. A figure that was not published is empty, never 0. */
final class FiguresCsv {
    private FiguresCsv() {}

    static byte[] of(PublishedDataset dataset) {
        DatasetDescription description = dataset.description();
        StringBuilder csv = new StringBuilder("figure,value\r\n");
        row(csv, "records_rounded_to_100", description.figures().records());
        row(csv, "individuals_rounded_to_100", description.figures().individuals());
        row(csv, "minimum_typical_age", description.figures().minimumAge());
        row(csv, "maximum_typical_age", description.figures().maximumAge());
        row(csv, "period_start", description.coverage().temporal().map(period -> period.start()));
        row(csv, "period_end", description.coverage().temporal().map(period -> period.end()));
        row(csv, "variables", Optional.of(description.variables().size()));
        row(csv, "variables_with_code_list", Optional.of(description.variables().stream().filter(variable -> !variable.codes().isEmpty()).count()));
        row(csv, "minimum_persons_behind_a_number", Optional.of(description.access().persons()));
        row(csv, "lake_version", Optional.of(description.origin().lakeVersion()));
        description.quality().ifPresent(label -> label.measures().forEach(measure ->
                row(csv, "label_" + measure.name().replace('-', '_') + (measure.unit() == QualityLabel.Unit.DAY ? "_days" : "_percent"), measure.value())));
        description.coverage().regions().forEach(region -> counts(csv, "region_" + region.nuts(), region.figures()));
        description.variables().forEach(variable -> variable.codes().forEach(code -> code.figures().ifPresent(figures -> counts(csv, "value_" + variable.name() + "=" + code.value(), figures))));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static void counts(StringBuilder csv, String of, ValueFigures figures) {
        row(csv, of + " records_rounded_to_100", Optional.of(figures.records()));
        row(csv, of + " individuals_rounded_to_100", Optional.of(figures.individuals()));
    }

    private static void row(StringBuilder csv, String figure, Optional<?> value) {
        csv.append(quoted(figure)).append(',').append(value.map(Object::toString).orElse("")).append("\r\n");
    }
}
