package pt.arquipelago.node.run;

import java.util.Locale;

/** Told how far an order has come. No counts: how much there is to do may say how much there is. */
public interface Progress {
    Progress SILENT = (order, stage) -> { };

    void reached(String order, Stage stage);

    enum Stage {
        ACCEPTED, GATE, POLICY, EXECUTING, DISCLOSURE, RELEASE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
