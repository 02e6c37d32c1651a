# METADATA
# title: How results leave
# description: The way of release, and the thresholds that the node must apply. The stricter of permit and holder wins.
package ehds.disclosure

default allow := false

allow if {
	release_permitted
	release_allowed_by_holder
	release_supported
	thresholds_sufficient
	noise_budget_within_ceiling
}

release_permitted if input.how.release == input.permit.release

release_allowed_by_holder if input.how.release in input.holder.releases

release_supported if input.how.release in {"reviewed", "noisy"}

_fewest := {"persons": 3, "professionals": 2}

thresholds[kind] := max([
	input.how.thresholds[kind],
	input.permit.thresholds[kind],
	input.holder.thresholds[kind],
]) if {
	some kind in ["persons", "professionals"]
}

thresholds_sufficient if {
	every kind, fewest in _fewest {
		thresholds[kind] >= fewest
	}
}

# Beyond this the noise hides little: epsilon 12 at delta 0.000001.
_largest_rho := 2

noise_budget_within_ceiling if input.how.release == "reviewed"

noise_budget_within_ceiling if {
	input.how.release == "noisy"
	input.permit.noise_rho > 0
	input.permit.noise_rho <= _largest_rho
	input.permit.noise_rho <= input.holder.noise_rho
}

obligations := {
	"thresholds": thresholds,
	"rounding": 1,
	"masked_columns": [],
	"row_filters": {},
}

# METADATA
# title: Released as the permit says
# custom:
#   code: policy.release-not-permitted
#   message: The permit does not give this way of release.
#   message_pt: A autorização não prevê este modo de divulgação.
#   remedy: Ask with the way of release that the permit names.
#   article: 73(2)
denials contains rego.metadata.rule().custom if not release_permitted

# METADATA
# title: Released as the holder allows
# custom:
#   code: policy.release-not-allowed-by-holder
#   message: This institution does not allow this way of release.
#   message_pt: Esta instituição não permite este modo de divulgação.
#   remedy: Ask the institution, or apply for a permit with another way of release.
denials contains rego.metadata.rule().custom if not release_allowed_by_holder

# METADATA
# title: A way of release that is known
# custom:
#   code: policy.release-not-supported
#   message: There is no such way of release.
#   message_pt: Não existe tal modo de divulgação.
#   remedy: Apply for a permit with the release "reviewed" or "noisy".
denials contains rego.metadata.rule().custom if not release_supported

# METADATA
# title: Thresholds that still make a statistic
# custom:
#   code: policy.threshold-too-low
#   message: The thresholds of permit and institution are lower than any statistic may have.
#   message_pt: Os limiares da autorização e da instituição são inferiores ao mínimo de qualquer estatística.
#   remedy: Set the thresholds to at least 3 persons and 2 professionals, in the permit or at the institution.
#   article: 73(2)
denials contains rego.metadata.rule().custom if not thresholds_sufficient

# METADATA
# title: A budget of noise that still hides persons
# custom:
#   code: policy.noise-budget-too-high
#   message: The permit's budget for noisy answers is larger than the access body or the institution allows.
#   message_pt: O orçamento da autorização para respostas com ruído é maior do que o organismo ou a instituição permite.
#   remedy: Apply for a permit with a smaller noise.rho, at most 2 and no more than the institution allows.
#   article: 73(2)
denials contains rego.metadata.rule().custom if not noise_budget_within_ceiling
