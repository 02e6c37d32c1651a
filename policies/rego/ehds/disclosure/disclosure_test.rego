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

_noisy := json.patch(example.question, [
	{"op": "replace", "path": "/how/release", "value": "noisy"},
	{"op": "replace", "path": "/permit/release", "value": "noisy"},
	{"op": "add", "path": "/permit/noise_rho", "value": 1},
	{"op": "replace", "path": "/holder/releases", "value": ["reviewed", "noisy"]},
	{"op": "add", "path": "/holder/noise_rho", "value": 1},
])

test_noisy_release_is_allowed_within_its_budget if {
	disclosure.allow with input as _noisy
	_codes(_noisy) == set()
}

test_a_budget_above_the_institutions_is_denied if {
	_codes(json.patch(_noisy, [{"op": "replace", "path": "/holder/noise_rho", "value": 0.5}])) == {"policy.noise-budget-too-high"}
}

test_a_budget_above_any_is_denied if {
	high := json.patch(_noisy, [
		{"op": "replace", "path": "/permit/noise_rho", "value": 3},
		{"op": "replace", "path": "/holder/noise_rho", "value": 9},
	])
	_codes(high) == {"policy.noise-budget-too-high"}
	not disclosure.allow with input as high
}

test_noisy_release_without_a_budget_is_denied if {
	_codes(json.patch(_noisy, [{"op": "remove", "path": "/permit/noise_rho"}])) == {"policy.noise-budget-too-high"}
	_codes(json.patch(_noisy, [{"op": "remove", "path": "/holder/noise_rho"}])) == {"policy.noise-budget-too-high"}
	_codes(json.patch(_noisy, [{"op": "replace", "path": "/permit/noise_rho", "value": 0}])) == {"policy.noise-budget-too-high"}
}

test_an_institution_that_does_not_name_noisy_release_denies_it if {
	_codes(json.patch(_noisy, [{"op": "replace", "path": "/holder/releases", "value": ["reviewed"]}])) == {"policy.release-not-allowed-by-holder"}
}

test_unknown_releases_are_denied if {
	unknown := json.patch(_noisy, [
		{"op": "replace", "path": "/how/release", "value": "exact"},
		{"op": "replace", "path": "/permit/release", "value": "exact"},
		{"op": "replace", "path": "/holder/releases", "value": ["exact"]},
	])
	_codes(unknown) == {"policy.release-not-supported", "policy.noise-budget-too-high"}
}

test_nothing_said_is_denied if {
	count(_codes({})) == 5
	not disclosure.allow with input as {}
}
