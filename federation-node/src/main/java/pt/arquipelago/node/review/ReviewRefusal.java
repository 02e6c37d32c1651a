package pt.arquipelago.node.review;

/** Why a checker cannot do something, in both languages of the page. */
public enum ReviewRefusal {
    STRANGER("Nobody of that name is a checker here. Name one of 'review.checkers' of node.yaml.",
            "Ninguém com esse nome é verificador aqui. Indique um dos nomes de 'review.checkers' em node.yaml."),
    REASON("A decision needs its reason, in 10 to 1000 characters.", "Uma decisão precisa do seu motivo, entre 10 e 1000 caracteres."),
    CHANGED("What left meanwhile changed what this cell comes close to. Look at it again, and decide on that.",
            "O que saiu entretanto mudou aquilo de que esta célula fica próxima. Veja-a de novo e decida sobre isso."),
    FULL("The history is full, so that nothing new leaves: the cell stays suppressed.", "O histórico está cheio, pelo que nada de novo sai: a célula continua suprimida.");

    private final String english;
    private final String portuguese;

    ReviewRefusal(String english, String portuguese) {
        this.english = english;
        this.portuguese = portuguese;
    }

    String in(boolean portugueseWanted) {
        return portugueseWanted ? portuguese : english;
    }

    ReviewRefusedException exception() {
        return new ReviewRefusedException(this);
    }

    String english() {
        return english;
    }
}
