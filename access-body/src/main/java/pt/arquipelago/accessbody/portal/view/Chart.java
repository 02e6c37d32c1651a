package pt.arquipelago.accessbody.portal.view;

import java.util.List;

/**
 * A chart as Vega-Lite draws it.
 *
 * @param specification JSON, with the values in it
 * @param title read out by screen readers; the table beside has every number
 * @param keys names of the columns that can be its key, and {@code key} the index of the one that is; so for measures
 * @param gaps values are missing from it
 * @param cut not everything is drawn
 */
public record Chart(String specification, String title, List<String> keys, int key, List<String> measures, int measure, boolean gaps, boolean cut, boolean intervals) {
    public Chart {
        keys = List.copyOf(keys);
        measures = List.copyOf(measures);
    }
}
