package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.TurtleText;
import pt.arquipelago.catalog.description.release8.Release8Mapper;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.node.policy.PublishedDeclarations;
import pt.arquipelago.node.publish.Publications.Publication;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.MeasurementJson;

/**
 * How a table's description leaves the node: from the lake's metadata, figures rounded, written to the audit log, then sent
 * to the catalogue. A table is published again when the lake has a new version or the institution's own policy declares something else, else a month later at the earliest; its figures are renewed at
 * most once a month.
 */
final class Publishing {
    private static final Duration MONTH = Duration.ofDays(30);

    /** What became of a table. */
    enum Fate { SENT, LEFT, WITHDRAWN }

    record Published(String table, Fate fate) {
        String sentence() {
            return switch (fate) {
                case SENT -> "Published " + table + ".";
                case LEFT -> "Left " + table + " as it is: its description is less than a month old.";
                case WITHDRAWN -> "Left " + table + " out: it was withdrawn. To publish it again: node publish --again " + table;
            };
        }
    }

    private final TableDescriber describer;
    private final CatalogueClient catalogue;
    private final URI base;
    private final Publications publications;
    private final PublishedDeclarations declarations;
    private final PublicationAudit audit;
    private final Clock clock;

    Publishing(TableDescriber describer, CatalogueClient catalogue, URI base, Publications publications, PublishedDeclarations declarations, PublicationAudit audit, Clock clock) {
        this.describer = requireNonNull(describer, "describer is null");
        this.catalogue = requireNonNull(catalogue, "catalogue is null");
        this.base = requireNonNull(base, "base is null");
        this.publications = requireNonNull(publications, "publications is null");
        this.declarations = requireNonNull(declarations, "declarations is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    List<Published> publish(Lake lake) {
        LakeVersion version = lake.current();
        List<Published> published = new ArrayList<>();
        List<TableSnapshot> tables = lake.snapshots(version);
        for (TableSnapshot table : tables) {
            if (publications.withdrawn(table.table())) {
                published.add(new Published(table.table(), Fate.WITHDRAWN));
                continue;
            }
            Optional<Publication> last = publications.last(table.table());
            boolean due = last.isEmpty() || last.get().lakeVersion() != version.number() || !clock.instant().isBefore(last.get().at().plus(MONTH))
                    || !declarations.now(table.table()).equals(describer.declared());
            if (due) {
                send(lake, table, version, last, tables.stream().filter(other -> other != table && !publications.withdrawn(other.table())).map(other -> describer.address(other.table(), base)).toList());
            }
            published.add(new Published(table.table(), due ? Fate.SENT : Fate.LEFT));
        }
        return published;
    }

    private void send(Lake lake, TableSnapshot table, LakeVersion version, Optional<Publication> last, List<URI> related) {
        Instant now = clock.instant();
        LocalDate issued = last.map(Publication::issued).orElseGet(() -> LocalDate.ofInstant(now, ZoneOffset.UTC));
        Optional<Measurement> measured = measured(lake, table, version);
        PublishedFigures figures = describer.figures(table.description(), measured, now).orKept(last.flatMap(Publication::figures));
        Optional<PublishedLabel> label = measured.map(newest -> new PublishedLabel(now, describer.label(table.description(), newest))).map(fresh -> fresh.orKept(last.flatMap(Publication::label), names(table)));
        DatasetDescription description = describer.describe(table.description(), version, issued, figures, label.map(PublishedLabel::label), related);
        byte[] turtle = TurtleText.of(description, new Release8Mapper(), base);
        audit.leaving(table.table(), turtle, version);
        catalogue.put(table.table(), turtle);
        declarations.published(table.table(), describer.declared(), now);
        publications.keep(table.table(), new Publication(issued, now, version.number(), Optional.of(figures), label));
    }

    /** The newest measurement. */
    private static Optional<Measurement> measured(Lake lake, TableSnapshot table, LakeVersion version) {
        List<byte[]> measurements = lake.measurements(version, table.table());
        return measurements.isEmpty() ? Optional.empty() : Optional.of(MeasurementJson.read(measurements.get(measurements.size() - 1)));
    }

    private static Set<String> names(TableSnapshot table) {
        return table.description().columns().stream().map(ColumnDescription::name).collect(Collectors.toSet());
    }
}
