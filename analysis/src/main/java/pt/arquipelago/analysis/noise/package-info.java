/**
 * Release {@code noisy}: what a person adds to an answer is bounded, every number is perturbed by discrete Gaussian noise, and what that
 * costs is counted (zero-concentrated differential privacy).
 */
package pt.arquipelago.analysis.noise;
