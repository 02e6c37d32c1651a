# METADATA
# title: When
# description: The permit is in force, it stands on a fresh list, and who had opted out when it was issued is left out.
package ehds.validity

default allow := false

allow if {
	begun
	not_ended
	list_fresh
	not_revoked
	not_suspended
	opt_outs_respected
}

# Clocks of institutions differ by this many seconds at most.
_skew := 60

# A list of revoked and suspended permits is good for so many seconds at most.
_longest_list := 600

begun if input.when.now >= input.when.nbf - _skew

not_ended if input.when.now < input.when.exp + _skew

list_fresh if {
	input.when.status.exp - input.when.status.iat <= _longest_list
	input.when.now >= input.when.status.iat - _skew
	input.when.now < input.when.status.exp + _skew
}

not_revoked if input.when.status.revoked == false

not_suspended if input.when.status.suspended == false

# An opt-out binds permits that are issued after it, and no others.
opt_outs_respected if {
	input.when.opt_outs.left_out == true
	input.when.opt_outs.as_of == input.permit.iat
}

opt_outs_respected if {
	input.when.opt_outs.left_out == false
	input.permit.opt_out_exception == true
	_exception_possible
}

# A public task, for public health, policy, statistics or research of important public interest.
_exception_possible if {
	input.why.article in {"53(1)(a)", "53(1)(b)", "53(1)(c)", "53(1)(e)"}
	_public_task
}

_public_task if input.why.applicant_kind == "public"

_public_task if input.why.mandated == true

# METADATA
# title: Not before the permit begins
# custom:
#   code: policy.not-yet-valid
#   message: The permit is not valid yet.
#   message_pt: A autorização ainda não está em vigor.
#   remedy: Wait for the day on which the permit begins.
#   article: 68(10)(e)
denials contains rego.metadata.rule().custom if not begun

# METADATA
# title: Not after the permit ends
# custom:
#   code: policy.expired
#   message: The permit has expired.
#   message_pt: A autorização caducou.
#   remedy: Apply to the data access body for an extension.
#   article: 68(10)(e)
denials contains rego.metadata.rule().custom if not not_ended

# METADATA
# title: Not without a fresh list of revoked and suspended permits
# custom:
#   code: policy.status-stale
#   message: The list of revoked and suspended permits is too old, or from the future, or good for too long.
#   message_pt: A lista de autorizações revogadas e suspensas está desatualizada, tem data futura ou um prazo demasiado longo.
#   remedy: Ask again when the institution has fetched the newest list; if that does not help, its clock may be wrong.
#   article: "63"
denials contains rego.metadata.rule().custom if not list_fresh

# METADATA
# title: Not under a permit that was revoked
# custom:
#   code: policy.revoked
#   message: The permit was revoked, or nobody says that it was not.
#   message_pt: A autorização foi revogada, ou nada indica que não o tenha sido.
#   remedy: Ask the data access body for the reasons, or apply for a new permit.
#   article: "63"
denials contains rego.metadata.rule().custom if not not_revoked

# METADATA
# title: Not under a permit that is suspended
# custom:
#   code: policy.suspended
#   message: The permit is suspended, or nobody says that it is not.
#   message_pt: A autorização está suspensa, ou nada indica que não o esteja.
#   remedy: Wait until the data access body has decided, or ask it for the reasons.
#   article: "63"
denials contains rego.metadata.rule().custom if not not_suspended

# METADATA
# title: Without those who had opted out
# custom:
#   code: policy.opt-out
#   message: Persons who had opted out when the permit was issued would be counted, and the permit does not allow that.
#   message_pt: Seriam contadas pessoas que se tinham oposto antes de a autorização ser emitida, o que esta não permite.
#   remedy: Ask without them, or apply for a permit under Art 71(4), as a public body or one that it mandates.
#   article: "71"
denials contains rego.metadata.rule().custom if not opt_outs_respected
