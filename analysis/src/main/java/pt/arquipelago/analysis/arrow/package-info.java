/** Values of {@link pt.arquipelago.analysis.query.ValueType} in Arrow columns. */
package pt.arquipelago.analysis.arrow;
