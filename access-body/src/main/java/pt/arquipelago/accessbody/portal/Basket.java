package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.catalog.Dataset;
import pt.arquipelago.accessbody.http.Call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the catalogue's basket brings along: datasets by their IRIs, {@code ?dataset=} again and again.
 *
 * @param unknown IRIs that no dataset has, such as of one withdrawn since
 */
record Basket(List<Dataset> chosen, List<String> unknown) {
    private static final String PARAMETER = "dataset";
    private static final int LARGEST = 100;
    private static final int LONGEST = 500;

    Basket {
        chosen = List.copyOf(chosen);
        unknown = List.copyOf(unknown);
    }

    static Basket of(Call call, List<Dataset> datasets) {
        List<String> named = named(call);
        List<Dataset> chosen = datasets.stream().filter(dataset -> named.contains(dataset.iri())).toList();
        return new Basket(chosen, named.stream().filter(iri -> chosen.stream().noneMatch(dataset -> dataset.iri().equals(iri))).map(Basket::shortened).toList());
    }

    /** Where the form reads what this call brings; empty if it brings nothing. */
    static String query(Call call) {
        return named(call).stream().map(iri -> PARAMETER + "=" + URLEncoder.encode(iri, StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    boolean isEmpty() {
        return chosen.isEmpty() && unknown.isEmpty();
    }

    boolean names(String table) {
        return chosen.stream().anyMatch(dataset -> dataset.table().equals(table));
    }

    boolean names(String table, String node) {
        return chosen.stream().anyMatch(dataset -> dataset.table().equals(table) && dataset.node().equals(node));
    }

    private static List<String> named(Call call) {
        return call.queries(PARAMETER).stream().map(String::strip).filter(iri -> !iri.isEmpty()).distinct().limit(LARGEST).toList();
    }

    private static String shortened(String iri) {
        return iri.length() <= LONGEST ? iri : iri.substring(0, LONGEST) + "…";
    }
}
