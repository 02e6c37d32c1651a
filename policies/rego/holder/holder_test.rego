package holder_test

import data.holder

_question(article, columns) := {
	"why": {"article": article},
	"what": {"datasets": [{"table": "source_pem", "columns": columns}, {"table": "source_dem", "columns": ["local_prescricao_cod"]}]},
}

_codes(question) := codes if {
	denials := holder.decision.denials with input as question
	codes := {denial.code | some denial in denials}
}

test_allowed_with_stricter_thresholds if {
	decision := holder.decision with input as _question("53(1)(e)", ["especialidade_cod", "person"])
	decision.allow == true
	decision.obligations.thresholds.persons == 15
}

test_unwelcome_purposes_are_denied if _codes(_question("53(1)(d)", ["local_prescricao_cod"])) == {"policy.holder-purpose"}

test_specialty_and_place_together_are_denied if {
	_codes(_question("53(1)(e)", ["especialidade_cod", "local_prescricao_cod"])) == {"policy.holder-specialty-in-place"}
}

test_nothing_said_is_denied if _codes({}) == {"policy.holder-purpose", "policy.holder-specialty-in-place"}

test_no_reason_is_still_a_no if {
	decision := holder.decision with data.holder.allow as false with data.holder.denials as set()
	decision == {"allow": false, "denials": set()}
}

test_every_rule_is_declared if {
	declared := {rule.code | some rule in holder.declaration.rules}
	declared == _codes({})
}

test_the_obligations_are_those_declared if {
	decision := holder.decision with input as _question("53(1)(e)", ["especialidade_cod"])
	decision.obligations == holder.declaration.obligations
}
