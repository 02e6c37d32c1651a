/**
 * What a node is asked and what it answers, and what both mean. Read {@link pt.arquipelago.analysis.query.AggregateQuery} first, then
 * {@link pt.arquipelago.analysis.disclosure.DisclosureControl} and {@link pt.arquipelago.analysis.combine.Finish}.
 */
package pt.arquipelago.analysis;
