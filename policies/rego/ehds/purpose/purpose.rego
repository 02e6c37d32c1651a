# METADATA
# title: Why
# description: The purposes of Art 53 and the prohibited uses of Art 54 of Regulation (EU) 2025/327.
package ehds.purpose

default allow := false

allow if {
	known
	open_to_applicant
	no_prohibited_use
}

_reserved := {"53(1)(a)", "53(1)(b)", "53(1)(c)"}

_open := {"53(1)(d)", "53(1)(e)", "53(1)(f)"}

known if input.why.article in (_reserved | _open)

open_to_applicant if input.why.article in _open

open_to_applicant if input.why.applicant_kind == "public"

open_to_applicant if input.why.mandated == true

# What the body found out after it had issued a permit: the uses, by the permit's id. Published, it holds at every node from the next
# question on, and says why; a revocation says no reason.
_found := {}

no_prohibited_use if {
	count(input.why.prohibited_uses) == 0
	not found_since
}

found_since if count(_found[input.permit.id]) > 0

# METADATA
# title: The purpose is one of those of Art 53
# custom:
#   code: policy.purpose-unknown
#   message: The purpose is none of those for which health data may be used.
#   message_pt: A finalidade não é nenhuma das que permitem utilizar dados de saúde.
#   remedy: Apply with one of the purposes of Art 53(1), (a) to (f).
#   article: 53(1)
denials contains rego.metadata.rule().custom if not known

# METADATA
# title: Purposes (a) to (c) are for public bodies and those whom they mandate
# custom:
#   code: policy.purpose-reserved
#   message: The purpose is reserved for public bodies, Union bodies and those whom they mandate.
#   message_pt: A finalidade está reservada a organismos públicos, a organismos da União e a quem estes mandatarem.
#   remedy: Apply with a mandate of a public body, or with another purpose.
#   article: 53(2)
denials contains rego.metadata.rule().custom if not open_to_applicant

# METADATA
# title: No use that Art 54 prohibits
# custom:
#   code: policy.use-prohibited
#   message: A use was found that the regulation prohibits.
#   message_pt: Foi identificada uma utilização que o regulamento proíbe.
#   remedy: Withdraw that use from the application; it is prohibited even under a permit.
#   article: "54"
denials contains rego.metadata.rule().custom if not no_prohibited_use
