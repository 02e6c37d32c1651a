package pt.arquipelago.node.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import pt.arquipelago.node.gate.Corpus;

/** Every question of {@code docs/questions.sql}, with what it means said a second time, for the oracle. */
final class CorpusQuestions {
    private static final List<Corpus> PAGE = page();
    static final Object[] SEX = {"M", "F"};
    /** Of RNU: family doctors. */
    static final String MEDICO = "medico_familia_cedula";
    static final String PRESCRITOR = "prescritor_cedula";
    static final String FAMILIAR = "familiar_numero_utente";

    static final List<Asked> ALL = Stream.of(CorpusOfPeople.ALL, CorpusOfMedicines.ALL, CorpusOfUse.ALL, CorpusOfPrescriptions.ALL, CorpusOfLeave.ALL, CorpusOfDeaths.ALL,
            CorpusOfCare.ALL, CorpusOfOtherSystems.ALL, CorpusOfSeveralSystems.ALL, CorpusOfLines.ALL).flatMap(List::stream).toList();

    private CorpusQuestions() {}

    static Asked corpus(int number) {
        Corpus question = PAGE.stream().filter(one -> one.title().startsWith(number + " ")).findFirst().orElseThrow();
        return Asked.question(question.title(), question.sql());
    }

    static List<Corpus> page() {
        try {
            return Corpus.all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
