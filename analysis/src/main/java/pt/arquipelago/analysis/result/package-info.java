/** The published result: JSON, CSV and Arrow. */
package pt.arquipelago.analysis.result;
