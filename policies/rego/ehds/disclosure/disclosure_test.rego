package ehds.disclosure_test

import data.ehds.disclosure
import data.ehds.example_test as example

_codes(question) := codes if {
	denials := disclosure.denials with input as question
	codes := {denial.code | some denial in denials}
}

test_allowed if {
	disclosure.allow with input as example.question
	_codes(example.question) == set()
}

test_the_stricter_threshold_wins if {
	every path in ["/how/thresholds", "/permit/thresholds", "/holder/thresholds"] {
		obligations := disclosure.obligations with input as example.with_value(path, {"persons": 50, "professionals": 7})
		obligations.thresholds == {"persons": 50, "professionals": 7}
	}
	obligations := disclosure.obligations with input as example.with_value("/holder/thresholds", {"persons": 3, "professionals": 9})
	obligations.thresholds == {"persons": 10, "professionals": 9}
}

test_thresholds_that_are_too_low_are_denied if {
	low := json.patch(example.question, [
	{"op": "replace", "path": path, "value": {"persons": 2, "professionals": 1}} |
		some path in ["/how/thresholds", "/permit/thresholds", "/holder/thresholds"]
	])
	_codes(low) == {"policy.threshold-too-low"}
	not disclosure.allow with input as low
}

test_a_threshold_left_out_is_denied if {
	_codes(example.without("/holder/thresholds/professionals")) == {"policy.threshold-too-low"}
	_codes(example.without("/permit/thresholds")) == {"policy.threshold-too-low"}
}

test_another_release_than_the_permits_is_denied if {
	_codes(example.with_value("/permit/release", "noisy")) == {"policy.release-not-permitted"}
}

test_the_holder_may_forbid_a_release if {
	_codes(example.with_value("/holder/releases", ["noisy"])) == {"policy.release-not-allowed-by-holder"}
}

test_noisy_release_is_refused_clearly if {
	noisy := json.patch(example.question, [
		{"op": "replace", "path": "/how/release", "value": "noisy"},
		{"op": "replace", "path": "/permit/release", "value": "noisy"},
		{"op": "replace", "path": "/holder/releases", "value": ["reviewed", "noisy"]},
	])
	_codes(noisy) == {"policy.release-not-supported"}
	not disclosure.allow with input as noisy
}

test_nothing_said_is_denied if {
	count(_codes({})) == 4
	not disclosure.allow with input as {}
}
