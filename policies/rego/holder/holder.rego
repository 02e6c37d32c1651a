# METADATA
# title: An institution's own policy
# description: >
#   An example to start from. It can only be stricter than the access body's: both must allow, of thresholds the stricter wins,
#   and a question that uses a masked column is refused by this institution.
package holder

default allow := false

allow if {
	purpose_welcome
	no_specialty_with_place
}

# This institution takes part in research, in public health and in official statistics.
purpose_welcome if input.why.article in {"53(1)(a)", "53(1)(c)", "53(1)(e)"}

_pairs := {"source_pem": {"especialidade_cod", "local_prescricao_cod"}}

no_specialty_with_place if {
	every used in input.what.datasets {
		not _pair_used(used)
	}
}

_pair_used(used) if {
	pair := _pairs[used.table]
	every column in pair {
		column in used.columns
	}
}

# METADATA
# title: Purposes that this institution takes part in
# custom:
#   code: policy.holder-purpose
#   message: This institution does not take part in questions of this purpose.
#   message_pt: Esta instituição não participa em perguntas com esta finalidade.
#   remedy: Ask the other institutions of the permit.
rules["purpose"] := rego.metadata.rule().custom

denials contains rules.purpose if not purpose_welcome

# METADATA
# title: No specialty within a place of work
# custom:
#   code: policy.holder-specialty-in-place
#   message: This institution does not answer by the prescriber's specialty and place together.
#   message_pt: Esta instituição não responde por especialidade e local de prescrição em conjunto.
#   remedy: Ask by specialty or by place, not by both.
rules["specialty_in_place"] := rego.metadata.rule().custom

denials contains rules.specialty_in_place if not no_specialty_with_place

obligations := {
	"thresholds": {"persons": 15, "professionals": 5},
	"masked_columns": ["source_pem.uls_cod"],
}

# METADATA
# title: What the decision point reads
# scope: document
# entrypoint: true
decision := {"allow": true, "denials": [], "obligations": obligations} if allow

decision := {"allow": false, "denials": denials} if not allow

# METADATA
# title: What the description of each table says of this policy
# description: It depends on no question. A denial by a rule that is not among these is reported to the access body.
# entrypoint: true
declaration := {"rules": [rule | some rule in rules], "obligations": obligations}
