package ehds.purpose_test

import data.ehds.example_test as example
import data.ehds.purpose

_codes(why) := codes if {
	denials := purpose.denials with input as {"why": why}
	codes := {denial.code | some denial in denials}
}

_why(article, kind, mandated) := {"article": article, "applicant_kind": kind, "mandated": mandated, "prohibited_uses": []}

test_allowed if purpose.allow with input as example.question

test_every_purpose_is_open_to_public_bodies if {
	every letter in ["a", "b", "c", "d", "e", "f"] {
		purpose.allow with input as {"why": _why(sprintf("53(1)(%s)", [letter]), "public", false)}
	}
}

test_others_need_a_mandate_for_a_to_c if {
	every letter in ["a", "b", "c"] {
		article := sprintf("53(1)(%s)", [letter])
		_codes(_why(article, "private", false)) == {"policy.purpose-reserved"}
		_codes(_why(article, "private", true)) == set()
		not purpose.allow with input as {"why": _why(article, "private", false)}
	}
}

test_others_may_pursue_d_to_f if {
	every letter in ["d", "e", "f"] {
		_codes(_why(sprintf("53(1)(%s)", [letter]), "private", false)) == set()
	}
}

test_unknown_purposes_are_denied if {
	every article in ["", "53", "53(1)(g)", "53(2)(a)", " 53(1)(e)", "53(1)(E)"] {
		_codes(_why(article, "public", true)) == {"policy.purpose-unknown"}
	}
}

test_prohibited_uses_are_denied_even_to_public_bodies if {
	every letter in ["a", "b", "c", "d", "e"] {
		why := json.patch(_why("53(1)(a)", "public", false), [{"op": "add", "path": "/prohibited_uses/-", "value": sprintf("54(%s)", [letter])}])
		_codes(why) == {"policy.use-prohibited"}
		not purpose.allow with input as {"why": why}
	}
}

test_uses_that_the_body_found_later_are_denied if {
	denials := purpose.denials with input as example.question with purpose._found as {"permit-1": {"54(c)"}}
	{denial.code | some denial in denials} == {"policy.use-prohibited"}
	others := purpose.denials with input as example.question with purpose._found as {"permit-2": {"54(c)"}, "permit-1": set()}
	others == set()
}

test_nothing_said_is_denied if {
	not purpose.allow with input as {}
	_codes({}) == {"policy.purpose-unknown", "policy.purpose-reserved", "policy.use-prohibited"}
}
