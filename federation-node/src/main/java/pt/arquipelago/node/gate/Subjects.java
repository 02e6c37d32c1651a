package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;

/** The subjects of the joined tables: which are linked at all (by person or document), and which are the same person. */
final class Subjects {
    private record Member(Attribute person, int linked, int same) {}

    private final Map<ExprId, Member> members;

    private Subjects(Map<ExprId, Member> members) {
        this.members = members;
    }

    /** @param id under which pseudonyms name their subject; above a step by person the attribute may be another column of the same */
    static Subjects of(ExprId id, Attribute person) {
        return new Subjects(new LinkedHashMap<>(Map.of(id, new Member(person, 0, 0))));
    }

    Subjects beside(Subjects other) {
        Map<ExprId, Member> all = new LinkedHashMap<>(members);
        int shift = members.size();
        other.members.forEach((id, m) -> all.put(id, new Member(m.person, m.linked + shift, m.same + shift)));
        return new Subjects(all);
    }

    Subjects linked(ExprId left, ExprId right, boolean same) {
        Member a = members.get(left);
        Member b = members.get(right);
        if (a == null || b == null) {
            return this;
        }
        Map<ExprId, Member> next = new LinkedHashMap<>();
        members.forEach((id, m) -> next.put(id, new Member(m.person, m.linked == b.linked ? a.linked : m.linked,
                same && m.same == b.same ? a.same : m.same)));
        return new Subjects(next);
    }

    boolean allLinked() {
        return members.values().stream().map(Member::linked).distinct().count() == 1;
    }

    boolean same(ExprId left, ExprId right) {
        Member a = members.get(left);
        Member b = members.get(right);
        return a != null && b != null && a.same == b.same;
    }

    /** The person whose records are counted: the first table's. */
    Attribute person() {
        return members.values().iterator().next().person();
    }

    ExprId personId() {
        return members.keySet().iterator().next();
    }

    boolean isPerson(ExprId subject) {
        return same(personId(), subject);
    }

    /** One subject for each group of tables that is linked to the person by documents alone. */
    List<Attribute> others() {
        List<Integer> seen = new ArrayList<>(List.of(members.get(personId()).same()));
        List<Attribute> found = new ArrayList<>();
        for (Member member : members.values()) {
            if (!seen.contains(member.same())) {
                seen.add(member.same());
                found.add(member.person());
            }
        }
        return found;
    }
}
