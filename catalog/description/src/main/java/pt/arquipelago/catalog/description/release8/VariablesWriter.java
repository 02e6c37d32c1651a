package pt.arquipelago.catalog.description.release8;

import java.util.List;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.SKOS;
import pt.arquipelago.catalog.description.Code;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Variable;

/** The data dictionary as CSVW: a group of one table of columns, closed code lists as SKOS schemes. */
final class VariablesWriter {
    private static final Resource GROUP = Terms.resource(Terms.CSVW + "TableGroup");
    private static final Resource TABLE = Terms.resource(Terms.CSVW + "Table");
    private static final Resource COLUMN = Terms.resource(Terms.CSVW + "Column");

    private final Statements statements;

    VariablesWriter(Statements statements) {
        this.statements = statements;
    }

    Resource write(LocalText title, List<Variable> variables) {
        Resource table = statements.part("table", TABLE);
        Statements.text(table, DCTerms.title, title);
        for (int position = 0; position < variables.size(); position++) {
            table.addProperty(Terms.COLUMN, column(variables.get(position), position));
        }
        Resource group = statements.part("variables", GROUP).addProperty(Terms.TABLE, table);
        Statements.text(group, DCTerms.title, title);
        return group;
    }

    private Resource column(Variable variable, int position) {
        Resource column = statements.part("column-" + variable.name(), COLUMN)
                .addProperty(Terms.NAME, variable.name())
                .addProperty(Terms.DATATYPE, datatype(variable.type()))
                .addProperty(Terms.OWN_TYPE, variable.type())
                .addProperty(Terms.OWN_CLASS, variable.cls().name())
                .addLiteral(Terms.OWN_GROUPABLE, variable.groupable())
                .addLiteral(Terms.OWN_MEASURE, variable.measure());
        Statements.integer(column, Terms.OWN_POSITION, position);
        Statements.text(column, Terms.TITLE, variable.title());
        Statements.text(column, DCTerms.description, variable.description().orElse(variable.title()));
        if (!variable.codes().isEmpty()) {
            column.addProperty(Terms.OWN_CODES, codes(variable));
        }
        return column;
    }

    private Resource codes(Variable variable) {
        String fragment = "codes-" + variable.name();
        Resource scheme = statements.part(fragment, SKOS.ConceptScheme);
        Statements.text(scheme, DCTerms.title, variable.title());
        for (int position = 0; position < variable.codes().size(); position++) {
            Code code = variable.codes().get(position);
            Resource concept = statements.part(fragment + "-" + position, SKOS.Concept)
                    .addProperty(SKOS.inScheme, scheme)
                    .addProperty(SKOS.notation, code.value());
            Statements.integer(concept, Terms.OWN_POSITION, position);
            code.figures().ifPresent(figures -> Statements.figures(concept, figures));
            code.title().ifPresentOrElse(title -> Statements.text(concept, SKOS.prefLabel, title), () -> concept.addProperty(SKOS.prefLabel, code.value()));
        }
        return scheme;
    }

    /** CSVW's name for one of Spark SQL's types. */
    static String datatype(String sqlType) {
        String name = sqlType.replaceAll("\\(.*", "");
        return switch (name) {
            case "BOOLEAN" -> "boolean";
            case "INT" -> "int";
            case "BIGINT" -> "long";
            case "DOUBLE" -> "double";
            case "DECIMAL" -> "decimal";
            case "DATE" -> "date";
            case "TIMESTAMP" -> "dateTime";
            default -> "string";
        };
    }
}
