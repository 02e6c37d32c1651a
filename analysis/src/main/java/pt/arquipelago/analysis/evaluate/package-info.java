/** The closed evaluator of expressions above the aggregate, with the semantics of Spark 4.2 under ANSI. */
package pt.arquipelago.analysis.evaluate;
