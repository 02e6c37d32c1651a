package pt.arquipelago.demo.start;

/** What is printed at the end: where to look and what to try next, for each kind of person. */
record Guide(DemoFolder folder, Addresses addresses) {
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("\nThe portal:     ").append(addresses.portal());
        text.append("\nThe catalogue:  ").append(addresses.catalog());
        text.append("\n\nSign in as (demonstration accounts, synthetic data):\n");
        for (Account account : Account.all()) {
            text.append(String.format("  %-15s %-8s %s%n", account.role().replace('_', ' '), account.user(), account.password()));
        }
        Institution first = Institution.ALL.get(0);
        text.append("""

                Try next
                  as researcher:        open your tasks, ask a question of your own in the editor, download a result as CSV;
                                        or in Python: pip install -e 'notebooks[pandas]', then notebooks/stories/
                  as data access body:  decide an application; the password of the permits' key is
                                        %s
                                        revoke the permit and see the next question refused; check an output
                  as institution:       ./arquipelago audit verify --config %s \\
                                          --key %s
                                        read %s
                """.formatted(folder.secrets().of("permits"), folder.node(first).resolve("node.yaml"), folder.node(first).resolve("node.jwk"), folder.log("ingest-" + first.id())));
        return text.toString();
    }
}
