/**
 * The quality and utility label of Article 78 of Regulation (EU) 2025/327: what a load measures of its table, kept over time,
 * and what a profile states. Exact figures stay at the institution; what leaves is rounded in {@code node.publish}.
 */
package pt.arquipelago.node.quality;
