package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.application.ApplicationContent;
import pt.arquipelago.accessbody.catalog.Dataset;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.portal.view.DatasetView;
import pt.arquipelago.accessbody.portal.view.TableChoice;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Basis;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.ReleaseMode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The form of an application: from its fields to what the application says. Tables are chosen once for all institutions that have them. */
final class ApplicationForm {
    private final Form form;

    ApplicationForm(Call call) {
        this.form = new Form(call);
    }

    /** @throws Problem {@code input.invalid}, if a field holds something impossible; what is missing is for the use case to say */
    ApplicationContent content(List<Dataset> datasets) {
        try {
            return new ApplicationContent(form.text("title").orElseThrow(() -> Problem.invalid("title is missing.")),
                    form.textOrEmpty("basis").equals(Basis.ART69.code()) ? Basis.ART69 : Basis.ART68,
                    form.text("organisation").map(this::organisation), form.text("function"), persons(), purpose(), form.text("intended_use"), requested(datasets),
                    form.text("pseudonymised_justification"), form.text("own_datasets"), form.text("safeguards"), form.number("valid_days").orElse(0),
                    form.text("tools"), form.text("ethics"), form.text("opt_out_exception"), form.text("legal_basis"), questions(), release(), noise());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }

    private Optional<ReleaseMode> release() {
        return form.textOrEmpty("release").equals(ReleaseMode.NOISY.code()) ? Optional.of(ReleaseMode.NOISY) : Optional.empty();
    }

    private Optional<NoiseLimits> noise() {
        return release().flatMap(noisy -> new NoiseForm(form).limits());
    }

    private ApplicationContent.Organisation organisation(String name) {
        boolean isPublic = form.textOrEmpty("kind").equals(ApplicantKind.PUBLIC.code());
        return new ApplicationContent.Organisation(name, isPublic ? ApplicantKind.PUBLIC : ApplicantKind.PRIVATE, form.text("mandated_by"));
    }

    private Optional<Permit.Purpose> purpose() {
        return form.text("purpose").map(text -> new Permit.Purpose(form.textOrEmpty("article"), text));
    }

    /** One line each: user, name, role. */
    private List<Permit.Person> persons() {
        return form.lines("persons").stream().map(line -> {
            String[] parts = Arrays.stream(line.split(",")).map(String::strip).toArray(String[]::new);
            if (parts.length != 3) {
                throw Problem.invalid("persons: each line names user, name and role, with commas between.");
            }
            return new Permit.Person(parts[0], parts[1], parts[2]);
        }).toList();
    }

    /** With a line of three hyphens between. */
    private List<Question> questions() {
        return form.text("questions").map(text -> Arrays.stream(text.split("(?m)^---\\s*$")).map(String::strip).filter(sql -> !sql.isEmpty()).map(Question::of).toList())
                .orElse(List.of());
    }

    private List<ApplicationContent.RequestedDataset> requested(List<Dataset> datasets) {
        var requested = new ArrayList<ApplicationContent.RequestedDataset>();
        for (Dataset dataset : datasets) {
            Set<String> known = dataset.variables().stream().map(Dataset.Variable::name).collect(Collectors.toSet());
            List<String> columns = columns(dataset.table()).stream().filter(known::contains).toList();
            if (!columns.isEmpty() && form.ticked("at").contains(dataset.table() + "/" + dataset.node())) {
                requested.add(new ApplicationContent.RequestedDataset(dataset.node(), dataset.table(), columns));
            }
        }
        return requested;
    }

    private List<String> columns(String table) {
        return form.ticked("column").stream().filter(value -> value.startsWith(table + "/")).map(value -> value.substring(table.length() + 1)).toList();
    }

    /** Every table there is, with what was ticked. */
    List<TableChoice> choices(List<DatasetView> datasets) {
        return choices(datasets, form.ticked("brought")::contains, (table, node) -> form.ticked("at").contains(table + "/" + node), table -> Set.copyOf(columns(table)));
    }

    /**
     * Every table there is, in a form not sent yet: of what was brought along, the institutions that have it are ticked; of other tables, all are.
     * Columns are left to the applicant, who must say which ones the purpose needs.
     */
    static List<TableChoice> choices(List<DatasetView> datasets, Basket basket) {
        return choices(datasets, basket::names, (table, node) -> !basket.names(table) || basket.names(table, node), table -> Set.of());
    }

    /** Every table there is, with what an application asks for. */
    static List<TableChoice> choices(List<DatasetView> datasets, ApplicationContent content) {
        return choices(datasets, table -> false,
                (table, node) -> content.datasets().stream().anyMatch(asked -> asked.table().equals(table) && asked.node().equals(node)),
                table -> content.datasets().stream().filter(asked -> asked.table().equals(table)).flatMap(asked -> asked.columns().stream()).collect(Collectors.toSet()));
    }

    private static List<TableChoice> choices(List<DatasetView> datasets, Predicate<String> brought, BiPredicate<String, String> at, Function<String, Set<String>> chosen) {
        Map<String, List<DatasetView>> byTable = new TreeMap<>();
        datasets.forEach(dataset -> byTable.computeIfAbsent(dataset.table(), table -> new ArrayList<>()).add(dataset));
        return byTable.values().stream().map(same -> choice(same, brought, at, chosen)).toList();
    }

    private static TableChoice choice(List<DatasetView> same, Predicate<String> brought, BiPredicate<String, String> at,
            Function<String, Set<String>> chosen) {
        DatasetView first = same.get(0);
        var columns = new LinkedHashMap<String, DatasetView.Variable>();
        same.forEach(dataset -> dataset.variables().stream().filter(variable -> !variable.identifier()).forEach(variable -> columns.putIfAbsent(variable.name(), variable)));
        Map<String, String> nodes = same.stream().collect(Collectors.toMap(DatasetView::node, DatasetView::name, (one, other) -> one, TreeMap::new));
        Set<String> chosenNodes = nodes.keySet().stream().filter(node -> at.test(first.table(), node)).collect(Collectors.toSet());
        return new TableChoice(first.table(), first.view(), first.title(), nodes, chosenNodes, List.copyOf(columns.values()), chosen.apply(first.table()),
                brought.test(first.table()), same.stream().filter(dataset -> !dataset.holder().isEmpty())
                        .collect(Collectors.toMap(DatasetView::node, DatasetView::holder, (one, other) -> one, TreeMap::new)));
    }

    /** What an application says, by field. */
    static Map<String, String> typed(ApplicationContent content) {
        var typed = new TreeMap<String, String>();
        typed.put("title", content.title());
        typed.put("basis", content.basis().code());
        typed.put("organisation", content.organisation().map(ApplicationContent.Organisation::name).orElse(""));
        typed.put("kind", content.organisation().map(organisation -> organisation.kind().code()).orElse(ApplicantKind.PRIVATE.code()));
        typed.put("mandated_by", content.organisation().flatMap(ApplicationContent.Organisation::mandatedBy).orElse(""));
        typed.put("function", content.function().orElse(""));
        typed.put("persons", content.persons().stream().map(person -> person.id() + ", " + person.name() + ", " + person.role()).collect(Collectors.joining("\n")));
        typed.put("article", content.purpose().map(Permit.Purpose::article).orElse(""));
        typed.put("purpose", content.purpose().map(Permit.Purpose::text).orElse(""));
        typed.put("intended_use", content.intendedUse().orElse(""));
        typed.put("pseudonymised_justification", content.pseudonymisedJustification().orElse(""));
        typed.put("legal_basis", content.legalBasis().orElse(""));
        typed.put("own_datasets", content.ownDatasets().orElse(""));
        typed.put("safeguards", content.safeguards().orElse(""));
        typed.put("valid_days", String.valueOf(content.validDays()));
        typed.put("tools", content.tools().orElse(""));
        typed.put("ethics", content.ethics().orElse(""));
        typed.put("opt_out_exception", content.optOutException().orElse(""));
        typed.put("release", content.release().orElse(ReleaseMode.REVIEWED).code());
        typed.put("rho", content.noise().flatMap(NoiseLimits::rho).map(String::valueOf).orElse(""));
        typed.put("questions", content.questions().stream().map(Question::sql).collect(Collectors.joining("\n---\n")));
        return typed;
    }

    /** What was typed, by field, to be shown again. */
    Map<String, String> typed() {
        var typed = new TreeMap<String, String>();
        for (String field : List.of("title", "basis", "organisation", "kind", "mandated_by", "function", "persons", "article", "purpose", "intended_use",
                "pseudonymised_justification", "legal_basis", "own_datasets", "safeguards", "valid_days", "tools", "ethics", "opt_out_exception", "questions", "release", "rho")) {
            typed.put(field, form.textOrEmpty(field));
        }
        return typed;
    }
}
