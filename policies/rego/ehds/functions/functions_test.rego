package ehds.functions_test

import data.ehds.example_test as example
import data.ehds.functions

_codes(question) := codes if {
	denials := functions.denials with input as question
	codes := {denial.code | some denial in denials}
}

test_allowed if {
	functions.allow with input as example.question
	_codes(example.question) == set()
}

test_a_question_that_calls_none_is_allowed if _codes(example.with_value("/what/functions", [])) == set()

test_unknown_functions_are_denied if {
	every name in ["sha2", "COUNT", "count ", "", "reflect"] {
		question := example.with_value("/what/functions", ["count", name])
		_codes(question) == {"policy.function"}
		not functions.allow with input as question
	}
}

test_what_the_body_takes_out_is_denied if {
	denials := functions.denials with input as example.question with functions._permitted as {"count"}
	{denial.code | some denial in denials} == {"policy.function"}
}

test_nothing_said_is_denied if {
	not functions.allow with input as {}
	_codes({}) == {"policy.function"}
}
