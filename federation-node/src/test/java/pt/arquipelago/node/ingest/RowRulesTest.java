package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions of a profile, lists and held-back values, as rows meet them. */
class RowRulesTest {
    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 1);
    }

    @Test
    void aRowThatBreaksARuleIsFoundByTheRulesName() throws Exception {
        load("s = 'a' and n <= 0.5 * m - 1 or d + 180 days >= e", "a,4,10,,", "a,4.5,10,,", "b,4,10,2025-01-01,2025-06-30", "b,4,10,2025-01-01,2025-07-01");
        assertThat(node.quarantined()).containsExactlyInAnyOrder("5 s, n, m, d, e rule:r");
        try (var files = Files.list(node.node().resolve("quarantine"))) {
            assertThat(files.toList()).singleElement().satisfies(file -> assertThat(file).content().contains("\"rule\":\"r\"").doesNotContain("2025-07-01"));
        }
    }

    @Test
    void whatCannotBeToldForAMissingValueIsNotHeldAgainstTheRow() {
        load("n <= m", ",5,4,,", ",5,,,", ",,4,,");
        assertThat(node.quarantined()).containsExactly("2 n, m rule:r");
    }

    @Test
    void monthsAndYearsAreThoseOfTheCalendar() {
        load("e <= d + 5 years and e >= d + 1 months", ",,,2024-02-29,2029-02-28", ",,,2024-02-29,2029-03-01", ",,,2024-01-31,2024-02-29", ",,,2024-01-31,2024-02-28");
        assertThat(node.quarantined()).containsExactlyInAnyOrder("3 e, d rule:r", "5 e, d rule:r");
    }

    @Test
    void numbersTooLargeToMultiplyBreakTheRowAndNotTheLoad() {
        load("1000 * n <= 5", ",99999999.99,,,", ",0.001,,,");
        assertThat(node.quarantined()).containsExactly("2 n rule:r");
    }

    @Test
    void textsPresenceAndNegationAreTested() {
        load("not s in ('x', 'y') and (s starts with ('I27') or s is missing)", "x,,,,", "I27.2,,,,", "J44,,,,", ",,,,");
        assertThat(node.quarantined()).containsExactlyInAnyOrder("2 s rule:r", "4 s rule:r");
    }

    @Test
    void aListIsStoredSortedAndBoundedAndEachOfItsCodesIsChecked() {
        var profile = node.profile("profile: 1", "system: L", "table: lists", "title: {pt: L, en: L}", "subject: id", "columns:",
                "  - {name: id, class: identifier, identifier: PATIENT_NUMBER, title: {pt: i, en: i}}",
                "  - {name: cat, class: neutral, type: list, codes: [A, A1, 'B.E'], title: {pt: c, en: c}}",
                "  - {name: res, class: sensitive, type: list, form: '0[1-9]|[1-7]\\d', title: {pt: r, en: r}}");
        node.load(profile, node.write("l.csv", "id;cat;res\n" + "123456789;B.E|A|A1|A;78|01\n" + "123456789;;\n" + "123456789;A;01\n"
                + "123456789;A|BxE;01\n" + "123456789;A|;01\n" + "123456789;A;80\n" + "123456789;A;01||02\n"));
        assertThat(node.rows("lists", "cat, res")).containsExactly("|A|||01|", "|A|A1|B.E|||01|78|", "null|null");
        assertThat(node.quarantined()).containsExactlyInAnyOrder("5 cat code", "6 cat code", "7 res form", "8 res form");
    }

    @Test
    void valuesAreHeldBackWhereTheConditionHoldsOrCannotBeTold() {
        var profile = node.profile("profile: 1", "system: H", "table: held", "title: {pt: H, en: H}", "subject: id", "columns:",
                "  - {name: id, class: identifier, identifier: PATIENT_NUMBER, title: {pt: i, en: i}}",
                "  - {name: conf, class: sensitive, codes: [N, R], title: {pt: c, en: c}}",
                "  - {name: code, class: sensitive, required: true, hidden_when: \"conf <> 'N'\", title: {pt: c, en: c}}");
        node.load(profile, node.write("h.csv", "id,conf,code\n123456789,N,K86\n123456789,R,B90\n123456789,,Z99\n"));
        assertThat(node.rows("held", "conf, code")).containsExactly("N|K86", "R|null", "null|null");
    }

    private void load(String condition, String... rows) {
        var profile = node.profile("profile: 1", "system: R", "table: rules", "title: {pt: R, en: R}", "subject: id", "columns:",
                "  - {name: id, class: identifier, identifier: PATIENT_NUMBER, title: {pt: i, en: i}}",
                "  - {name: s, class: neutral, title: {pt: s, en: s}}",
                "  - {name: n, class: neutral, type: 'decimal(11,3)', title: {pt: n, en: n}}",
                "  - {name: m, class: neutral, type: int, title: {pt: m, en: m}}",
                "  - {name: d, class: neutral, type: date, title: {pt: d, en: d}}",
                "  - {name: e, class: neutral, type: timestamp, treatment: day, title: {pt: e, en: e}}",
                "rules:", "  - {name: r, holds: \"" + condition + "\", title: {pt: r, en: r}}");
        node.load(profile, node.write("r.csv", "id,s,n,m,d,e\n" + String.join("", List.of(rows).stream().map(row -> "123456789," + row + "\n").toList())));
    }
}
