package ehds.minimisation_test

import data.ehds.example_test as example
import data.ehds.minimisation

_asked := json.patch(example.question, [
	{"op": "replace", "path": "/what/pseudonymised", "value": true},
	{"op": "replace", "path": "/permit/pseudonymised_justified", "value": true},
])

_codes(question) := codes if {
	denials := minimisation.denials with input as question
	codes := {denial.code | some denial in denials}
}

test_statistics_are_allowed if {
	minimisation.allow with input as example.question
	_codes(example.question) == set()
}

test_pseudonymised_records_are_allowed_when_justified if minimisation.allow with input as _asked

test_pseudonymised_records_without_justification_are_denied if {
	question := example.with_value("/what/pseudonymised", true)
	not minimisation.allow with input as question
	_codes(question) == {"policy.pseudonymised"}
}

test_a_request_gives_statistics_only if {
	question := json.patch(_asked, [{"op": "replace", "path": "/permit/basis", "value": "art69"}])
	_codes(question) == {"policy.pseudonymised"}
}

test_nothing_said_is_denied if _codes({}) == {"policy.pseudonymised"}
