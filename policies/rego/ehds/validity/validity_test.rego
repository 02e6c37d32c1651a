package ehds.validity_test

import data.ehds.example_test as example
import data.ehds.validity

_codes(question) := codes if {
	denials := validity.denials with input as question
	codes := {denial.code | some denial in denials}
}

test_allowed if {
	validity.allow with input as example.question
	_codes(example.question) == set()
}

_at(now) := json.patch(example.question, [
	{"op": "replace", "path": "/when/now", "value": now},
	{"op": "replace", "path": "/when/status/iat", "value": now - 100},
	{"op": "replace", "path": "/when/status/exp", "value": now + 100},
])

test_validity_has_sixty_seconds_of_skew if {
	validity.allow with input as _at(840)
	_codes(_at(839)) == {"policy.not-yet-valid"}
	validity.allow with input as _at(2059)
	_codes(_at(2060)) == {"policy.expired"}
}

_list(iat, exp) := json.patch(example.question, [
	{"op": "replace", "path": "/when/status/iat", "value": iat},
	{"op": "replace", "path": "/when/status/exp", "value": exp},
])

test_a_list_is_fresh_for_ten_minutes_and_sixty_seconds_of_skew if {
	validity.allow with input as _list(1060, 1660)
	_codes(_list(1061, 1660)) == {"policy.status-stale"}
	validity.allow with input as _list(341, 941)
	_codes(_list(340, 940)) == {"policy.status-stale"}
	_codes(_list(900, 1501)) == {"policy.status-stale"}
	not validity.allow with input as _list(340, 940)
}

test_what_the_list_names_is_denied if {
	_codes(example.with_value("/when/status/revoked", true)) == {"policy.revoked"}
	_codes(example.with_value("/when/status/suspended", true)) == {"policy.suspended"}
	not validity.allow with input as example.with_value("/when/status/revoked", true)
	not validity.allow with input as example.with_value("/when/status/suspended", true)
}

test_nothing_said_of_the_permits_standing_is_denied if {
	_codes(example.without("/when/status")) == {"policy.status-stale", "policy.revoked", "policy.suspended"}
	_codes(example.without("/when/status/revoked")) == {"policy.revoked"}
}

_seen := json.patch(example.question, [
	{"op": "replace", "path": "/when/opt_outs/left_out", "value": false},
	{"op": "replace", "path": "/permit/opt_out_exception", "value": true},
	{"op": "replace", "path": "/why/applicant_kind", "value": "public"},
])

test_who_had_opted_out_is_left_out if {
	_codes(example.with_value("/when/opt_outs/left_out", false)) == {"policy.opt-out"}
	not validity.allow with input as example.with_value("/when/opt_outs/left_out", false)
	_codes(example.without("/when/opt_outs")) == {"policy.opt-out"}
}

test_the_opt_outs_of_another_day_are_not_those_that_count if {
	_codes(example.with_value("/when/opt_outs/as_of", 799)) == {"policy.opt-out"}
	_codes(example.with_value("/when/opt_outs/as_of", 801)) == {"policy.opt-out"}
}

test_the_exception_is_for_public_tasks if {
	validity.allow with input as _seen
	mandated := json.patch(_seen, [
		{"op": "replace", "path": "/why/applicant_kind", "value": "private"},
		{"op": "replace", "path": "/why/mandated", "value": true},
	])
	_codes(mandated) == set()
	_codes(json.patch(_seen, [{"op": "replace", "path": "/why/applicant_kind", "value": "private"}])) == {"policy.opt-out"}
}

test_the_exception_is_for_some_purposes if {
	every letter in ["a", "b", "c", "e"] {
		_codes(json.patch(_seen, [{"op": "replace", "path": "/why/article", "value": sprintf("53(1)(%s)", [letter])}])) == set()
	}
	every letter in ["d", "f"] {
		_codes(json.patch(_seen, [{"op": "replace", "path": "/why/article", "value": sprintf("53(1)(%s)", [letter])}])) == {"policy.opt-out"}
	}
}

test_the_exception_is_the_permits_to_give if {
	_codes(json.patch(_seen, [{"op": "replace", "path": "/permit/opt_out_exception", "value": false}])) == {"policy.opt-out"}
}

test_who_may_count_them_may_leave_them_out if {
	_codes(example.with_value("/permit/opt_out_exception", true)) == set()
}

test_nothing_said_is_denied if {
	not validity.allow with input as {}
	_codes({}) == {
		"policy.not-yet-valid", "policy.expired", "policy.status-stale",
		"policy.revoked", "policy.suspended", "policy.opt-out",
	}
}
