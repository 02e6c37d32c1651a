package pt.arquipelago.node.endtoend;

import java.util.List;
import java.util.stream.Stream;

/** All questions whose answers are compared with the oracle's. To add one, write it in the list whose subject it has. */
final class Questions {
    static final List<Asked> ALL = Stream.of(QuestionsOfCounts.ALL, QuestionsOfAmounts.ALL, QuestionsOfSeveralTables.ALL, QuestionsOfShape.ALL, QuestionsOfUnions.ALL, QuestionsOfTotals.ALL, QuestionsAtTheEdges.ALL)
            .flatMap(List::stream).toList();

    private Questions() {}
}
