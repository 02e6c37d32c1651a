package pt.arquipelago.policies.testing;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a record checks in its constructor, and what a reader of its schema should know. */
final class FieldNotes {
    private static final String DIGEST = "^sha256:[0-9a-f]{64}$";
    private static final String ID = "^[A-Za-z0-9._:-]{1,100}$";
    private static final String PARTY = "^[A-Za-z0-9._:/@-]{1,200}$";
    private static final String COLUMN = "^[^\\u0000-\\u001f\\u007f`\"]{1,128}$";
    private static final String NODE = "^[a-z0-9-]{2,40}$";
    private static final String NAME = "^[a-z][a-z0-9_]{0,63}$";
    private static final String TEXT = "text";

    private static final Set<String> TIMES = Set.of("iat", "nbf", "exp");
    /** Records whose fields are checked by their constructors; a decision's input is made by the node itself, from these. */
    private static final Set<String> UNCHECKED = Set.of("Who", "What", "DatasetUse", "Why", "How", "When", "Status", "OptOuts", "PermitTerms", "PermittedUse", "HolderTerms");
    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("Permit.iss", PARTY), Map.entry("Permit.jti", ID), Map.entry("Permit.questions", DIGEST), Map.entry("Permit.methods", ID),
            Map.entry("Permit.conditions", TEXT), Map.entry("Permit.pseudonymised_justification", TEXT), Map.entry("Permit.opt_out_exception", TEXT),
            Map.entry("Purpose.article", "^53\\(1\\)\\([a-f]\\)$"), Map.entry("Purpose.text", TEXT),
            Map.entry("Applicant.organisation", TEXT), Map.entry("Applicant.mandated_by", TEXT),
            Map.entry("Person.id", PARTY), Map.entry("Person.name", TEXT), Map.entry("Person.role", TEXT),
            Map.entry("PermittedDataset.iri", TEXT), Map.entry("PermittedDataset.node", NODE), Map.entry("PermittedDataset.table", NAME),
            Map.entry("PermittedDataset.columns", COLUMN),
            Map.entry("TaskOrder.iss", PARTY), Map.entry("TaskOrder.aud", NODE), Map.entry("TaskOrder.jti", ID), Map.entry("TaskOrder.task", ID),
            Map.entry("TaskOrder.question_digest", DIGEST), Map.entry("TaskOrder.user", PARTY),
            Map.entry("StatusList.iss", PARTY), Map.entry("StatusList.revoked", ID), Map.entry("StatusList.suspended", ID),
            Map.entry("NodeRequest.iss", NODE), Map.entry("NodeRequest.aud", ID), Map.entry("NodeRequest.htm", ID), Map.entry("NodeRequest.htu", "^/"),
            Map.entry("NodeRequest.digest", DIGEST), Map.entry("NodeRequest.jti", ID),
            Map.entry("Manifest.iss", NODE), Map.entry("Manifest.aud", PARTY), Map.entry("Manifest.order", ID), Map.entry("Manifest.task", ID),
            Map.entry("Manifest.permit", ID), Map.entry("Manifest.question_digest", DIGEST), Map.entry("Manifest.query_digest", DIGEST),
            Map.entry("Manifest.partial_digest", DIGEST), Map.entry("Manifest.bundles", DIGEST),
            Map.entry("Manifest.undeclared", ID), Map.entry("Deviation.part", ID), Map.entry("Budget.table", NAME), Map.entry("Range.name", TEXT), Map.entry("Range.from", ID),
            Map.entry("Refused.code", ID), Map.entry("Refused.message", TEXT), Map.entry("Refused.remedy", TEXT),
            Map.entry("History.question", DIGEST), Map.entry("TreeHead.root", DIGEST));
    private static final Set<String> NOT_EMPTY = Set.of("Manifest.undeclared", "Range.from", "Permit.persons", "Permit.datasets", "Permit.methods", "PermittedDataset.columns");
    private static final Map<String, Integer> LEAST = Map.of("Thresholds.persons", 1, "Thresholds.professionals", 1, "Place.line", 1, "Place.column", 1,
            "Place.length", 0, "TreeHead.size", 0, "TaskOrder.aggregate_query_version", 1, "NoiseLimits.rows", 1, "NoiseLimits.records", 1, "History.reviewed", 1);
    private static final Map<String, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry("Permit.jti", "Id of the permit."),
            Map.entry("Permit.basis", "art68: a data permit, questions of the user's own. art69: a request approval, which binds the digests of its questions."),
            Map.entry("Permit.release", "reviewed: exact values under all rules, then a person's check. noisy: every number perturbed and accounted."),
            Map.entry("Permit.questions", "Digests of the approved questions; some under art69, none under art68."),
            Map.entry("Permit.pseudonymised_justification", "Why pseudonymised records are needed (Art 66(3)); absent: statistics only."),
            Map.entry("Permit.opt_out_exception", "Why also those who opted out are among the persons (Art 71(4)); absent: they are left out."),
            Map.entry("Lake.erased", "When persons were last erased from that version, epoch seconds: earlier answers cannot be made again."),
            Map.entry("Lake.held", "true: persons have new pseudonyms since, and the permit stays with the version before them; absent: they have not."),
            Map.entry("History.reviewed", "Cells that were too close to what left, and that a person of the institution released; absent: none."),
            Map.entry("Permit.noise", "With release noisy: the budget (rho, 1 unless given) of each table of each node, and how much one person counts for unless a question says otherwise."),
            Map.entry("Question.noise", "Under release noisy: what the question may cost, and how much one person counts for."),
            Map.entry("NoiseLimits.rho", "Cost in zero-concentrated differential privacy; at most nine digits after the point."),
            Map.entry("NoiseLimits.rows", "Rows of an answer in which one person counts, at most."),
            Map.entry("NoiseLimits.records", "Records of one person that count in one row, at most."),
            Map.entry("NoiseLimits.ranges", "By column, or by the output's name for what is no bare column: what a record's amount is cut to."),
            Map.entry("Manifest.noise", "Under release noisy: what the answer costs and how much noise it has."),
            Map.entry("Noise.delta", "The chance, over all rows, that a row is shown which one person alone makes."),
            Map.entry("Noise.threshold", "Noisy number of persons from which on a row is shown; absent: all rows are known beforehand."),
            Map.entry("Noise.ranges", "What each record's amount is cut to, in the numbers that add amounts up; absent: there are none."),
            Map.entry("Noise.repeat", "true: the same was answered before, and this costs nothing more."),
            Map.entry("Range.from", "Who says so, of each end: form (WHERE, a clip), question, permit, profile."),
            Map.entry("Budget.spent", "This answer included, if it was released."), Map.entry("Budget.epsilon", "What all of the budget means at delta 0.000001."),
            Map.entry("PermitTerms.noise_rho", "With release noisy: what the permit's questions about one table may cost together."),
            Map.entry("HolderTerms.noise_rho", "The largest budget that the institution allows a permit for one of its tables."),
            Map.entry("Permit.conditions", "Further conditions (Art 68(10)(h))."),
            Map.entry("Applicant.mandated_by", "The public body that gave the mandate of Art 53(2)."),
            Map.entry("PermittedDataset.columns", "Pseudonyms are implied: they join and count only."),
            Map.entry("TaskOrder.aud", "The node."), Map.entry("TaskOrder.permit", "The permit as a compact JWS."),
            Map.entry("TaskOrder.question_digest", "SHA-256 of the question's RFC 8785 form."),
            Map.entry("TaskOrder.mode", "run answers; check stops before anything is read."),
            Map.entry("Question.sql", "Spark SQL over the permit's views."), Map.entry("Question.strict", "true: a cell that lacks one node is suppressed."),
            Map.entry("StatusList.exp", "At most 600 seconds after iat."), Map.entry("NodeRequest.exp", "At most 60 seconds after iat."),
            Map.entry("NodeRequest.htu", "Path and query."), Map.entry("NodeRequest.digest", "SHA-256 of the body's bytes."),
            Map.entry("Manifest.order", "jti of the order."), Map.entry("Manifest.query", "The AggregateQuery, when released or checked."),
            Map.entry("Manifest.partial_digest", "SHA-256 of the Arrow bytes, when released."),
            Map.entry("Manifest.bundles", "Digests of the policies that decided."),
            Map.entry("Manifest.undeclared", "Rules (their codes) and obligations (thresholds, rounding, masked_columns, row_filters) of the institution's own policy that had a part in this answer "
                    + "and that the descriptions of its tables did not name when the permit was issued; absent: none."),
            Map.entry("DatasetUse.columns", "Without pseudonyms, which are implied; the subject's may stand here as person."),
            Map.entry("What.pseudonymised", "true: pseudonymised records are asked for, not statistics alone (Art 66)."),
            Map.entry("What.functions", "The functions that the question uses, in lower case."),
            Map.entry("Why.prohibited_uses", "Uses of Art 54 that somebody found in the application, for instance 54(c); empty: none."),
            Map.entry("When.now", "Epoch seconds."), Map.entry("When.status", "What the list of revoked and suspended permits says of this one."),
            Map.entry("When.opt_outs", "What the node does about those who opted out (Art 71)."),
            Map.entry("Status.iat", "When the list was signed."), Map.entry("Status.exp", "Until when the list is to be believed."),
            Map.entry("OptOuts.left_out", "true: they are in no table that the question sees."), Map.entry("OptOuts.as_of", "Who had opted out at that time, epoch seconds."),
            Map.entry("PermitTerms.iat", "When the permit was issued."),
            Map.entry("PermitTerms.opt_out_exception", "Whether it was issued under Art 71(4), so that those who opted out may be counted."));

    private FieldNotes() {
    }

    static void apply(String record, String name, ObjectNode property) {
        String field = record + "." + name;
        ObjectNode value = property.path("items") instanceof ObjectNode items ? items : property;
        String pattern = PATTERNS.get(field);
        if (TEXT.equals(pattern)) {
            value.put("minLength", 1).put("maxLength", 4000);
        } else if (pattern != null) {
            value.put("pattern", pattern);
        }
        if (field.equals("Question.sql")) {
            value.put("minLength", 1).put("maxLength", 100_000);
        }
        if (NOT_EMPTY.contains(field)) {
            property.put("minItems", 1);
        }
        if (property.has("items") && !UNCHECKED.contains(record) && !Set.of("Permit.conditions", "Manifest.bundles").contains(field)) {
            property.put("uniqueItems", true);
        }
        if (TIMES.contains(name) && !UNCHECKED.contains(record)) {
            property.put("minimum", 0);
        }
        if (LEAST.containsKey(field)) {
            property.put("minimum", LEAST.get(field));
        }
        if (record.equals("Thresholds")) {
            property.put("maximum", 100_000);
        }
        if (DESCRIPTIONS.containsKey(field)) {
            property.put("description", DESCRIPTIONS.get(field));
        }
    }
}
