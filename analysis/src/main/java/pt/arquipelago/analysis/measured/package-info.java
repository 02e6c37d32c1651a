/** What a node measured, before any rule. Nothing of this package leaves the node. */
package pt.arquipelago.analysis.measured;
