package pt.arquipelago.node.ingest;

import java.util.Optional;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.Rule;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceType;

/** The checks that look at several columns. */
final class RuleChecks {
    private RuleChecks() {}

    static Check check(TypedRow row, Profile profile, Rule rule) {
        if (rule instanceof Rule.Order order) {
            String first = ordered(row, profile.column(order.first()).orElseThrow());
            String second = ordered(row, profile.column(order.second()).orElseThrow());
            return new Check(order.first() + ", " + order.second(), Reason.ORDER, "coalesce(" + first + " <= " + second + ", true)");
        }
        if (rule instanceof Rule.Refers refers) {
            String pseudonym = row.pseudonym(profile.column(refers.column()).orElseThrow());
            return new Check(refers.column(), Reason.REFERENCE,
                    "coalesce(" + pseudonym + " IN (SELECT known FROM " + References.table(refers) + "), true)");
        }
        if (rule instanceof Rule.Holds holds) {
            return new Check(String.join(", ", holds.condition().columns()), Reason.RULE,
                    "coalesce(" + new ConditionSql(row, profile).of(holds.condition()) + ", true)", Optional.of(holds.name()));
        }
        return new Check("dias", Reason.SICK_LEAVE, longestSickLeave(row, profile));
    }

    /**
     * Portaria 337/2004 and 220/2013: illness 12 days, extended by 30; 90 and 90 for cancer, stroke and ischaemic heart disease;
     * 60 after surgery; 180 for tuberculosis. The other classifications have terms of their own, which no certificate bounds.
     */
    private static String longestSickLeave(TypedRow row, Profile profile) {
        String classification = value(row, profile, "classificacao");
        String icpc = value(row, profile, "codigo_icpc2");
        String icd = value(row, profile, "codigo_icd10");
        String surgery = "coalesce(" + value(row, profile, "cirurgia_ambulatorio") + ", false) OR coalesce(" + value(row, profile, "internamento") + ", false)";
        String serious = "coalesce(" + icpc + " IN ('A79','B72','B73','B74','D74','D75','D76','D77','F74','H75','K74','K75','K76','K90','L71','N74',"
                + "'R84','R85','S77','T71','U75','U76','U77','W72','X75','X76','X77','Y77','Y78') OR regexp_matches(" + icd
                + ", '^(C|D0|I2[0-5]|I6)'), false)";
        String days = value(row, profile, "dias");
        String spans = days + " = date_diff('day', " + value(row, profile, "data_inicio") + ", " + value(row, profile, "data_fim") + ") + 1";
        String longest = "CASE WHEN " + classification + " = 'tuberculose' OR coalesce(" + icpc + " = 'A70', false) THEN 180"
                + " WHEN " + classification + " NOT IN ('doença natural', 'doença direta') THEN 1095"
                + " WHEN " + serious + " THEN 90 WHEN " + surgery + " THEN 60"
                + " WHEN " + value(row, profile, "tipo") + " = 'inicial' THEN 12 ELSE 30 END";
        return "coalesce(" + spans + " AND " + days + " <= " + longest + ", true)";
    }

    private static String value(TypedRow row, Profile profile, String column) {
        return row.value(profile.column(column).orElseThrow());
    }

    private static String ordered(TypedRow row, SourceColumn column) {
        SourceType.Kind kind = column.type().kind();
        return kind == SourceType.Kind.DATE || kind == SourceType.Kind.TIMESTAMP ? row.day(column) : row.value(column);
    }
}
