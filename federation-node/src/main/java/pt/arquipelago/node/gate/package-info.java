/**
 * From SQL to an {@code AggregateQuery}, or a refusal: the law of rules 1 and 2. Start reading at {@link pt.arquipelago.node.gate.Gate}.
 *
 * <p>Nothing here reads data. What is not on a list is refused.
 */
package pt.arquipelago.node.gate;
