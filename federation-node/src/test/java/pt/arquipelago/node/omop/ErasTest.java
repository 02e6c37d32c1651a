package pt.arquipelago.node.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SQL of eras, over rows of one day: the engine may order them otherwise in each window. */
class ErasTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "condition_era | condition_occurrence_count | CREATE TABLE omop_condition_occurrence AS SELECT range % 80 AS person_id, 7 AS condition_concept_id, DATE '2025-03-01' AS condition_start_date, "
                    + "NULL::DATE AS condition_end_date FROM range(240)",
            "drug_era | drug_exposure_count | CREATE TABLE omop_drug_exposure AS SELECT range % 80 AS person_id, 7 AS drug_concept_id, DATE '2025-03-01' AS drug_exposure_start_date, "
                    + "DATE '2025-03-30' AS drug_exposure_end_date FROM range(240)"})
    void rowsOfOneDayAreOneEra(String table, String count, String rows) throws SQLException {
        String eras = new OmopTableReader(Cdm.read()).all().stream().filter(each -> each.name().equals(table)).findFirst().orElseThrow().rows().get(0).sql();
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = engine.createStatement()) {
            statement.execute(rows);
            statement.execute("CREATE TABLE ingredients AS SELECT 7 AS drug_concept_id, 7 AS ingredient_concept_id");
            assertThat(all(statement.executeQuery("SELECT " + count + ", count(*) FROM (" + eras + ") GROUP BY 1"))).containsExactly("3|80");
        }
    }

    private static List<String> all(ResultSet result) throws SQLException {
        List<String> all = new ArrayList<>();
        while (result.next()) {
            all.add(result.getString(1) + "|" + result.getString(2));
        }
        return all;
    }
}
