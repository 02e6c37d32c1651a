package ehds_test

import data.ehds
import data.ehds.example_test as example

test_allowed_with_obligations if {
	decision := ehds.decision with input as example.question
	decision.allow == true
	decision.denials == []
	decision.obligations.thresholds == {"persons": 12, "professionals": 3}
	decision.obligations.rounding == 1
}

_codes(question) := codes if {
	denials := ehds.decision.denials with input as question
	codes := {denial.code | some denial in denials}
}

test_each_concern_denies if {
	_codes(example.with_value("/why/article", "53(1)(a)")) == {"policy.purpose-reserved"}
	_codes(example.with_value("/who/user", "eva")) == {"policy.person"}
	_codes(example.with_value("/what/functions", ["reflect"])) == {"policy.function"}
	_codes(example.with_value("/what/pseudonymised", true)) == {"policy.pseudonymised"}
	_codes(example.with_value("/holder/releases", [])) == {"policy.release-not-allowed-by-holder"}
	_codes(example.with_value("/when/status/revoked", true)) == {"policy.revoked"}
}

test_several_reasons_are_all_given if {
	question := json.patch(example.question, [
		{"op": "replace", "path": "/who/user", "value": "eva"},
		{"op": "replace", "path": "/when/exp", "value": 900},
	])
	_codes(question) == {"policy.person", "policy.expired"}
}

test_no_obligations_without_allowance if {
	decision := ehds.decision with input as example.with_value("/who/user", "eva")
	decision.allow == false
	not decision.obligations
}

test_nothing_asked_is_denied_by_every_concern if {
	decision := ehds.decision with input as {}
	decision.allow == false
	count(decision.denials) > 20
}

# Every part of the input is needed: what is missing denies.
test_any_part_missing_is_denied if {
	every part in ["who", "what", "why", "how", "when", "permit", "holder"] {
		decision := ehds.decision with input as example.without(sprintf("/%s", [part]))
		decision.allow == false
		count(decision.denials) > 0
	}
}

test_every_denial_is_complete if {
	denials := ehds.decision.denials with input as {}
	every denial in denials {
		startswith(denial.code, "policy.")
		count(denial.message) > 20
		count(denial.message_pt) > 20
		count(denial.remedy) > 20
	}
}

# Were a concern to deny without a reason, or to give a reason and allow, the answer would still be no.
test_concerns_that_contradict_themselves_do_not_allow if {
	silent := ehds.decision with input as example.question with data.ehds.purpose.allow as false
	silent == {"allow": false, "denials": []}
	torn := ehds.decision with input as example.question with data.ehds.purpose.denials as {{"code": "policy.x"}}
	torn.allow == false
}
