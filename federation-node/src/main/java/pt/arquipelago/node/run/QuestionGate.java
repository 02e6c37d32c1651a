package pt.arquipelago.node.run;

import java.util.List;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.policies.permit.Question;

/** The gate as the chain sees it: compiles a question over a permit's views, reads no data. */
public interface QuestionGate {
    /** @throws pt.arquipelago.analysis.RefusedException with rule, place and remedy */
    CompiledQuestion compile(Question question, List<PermittedView> views);
}
