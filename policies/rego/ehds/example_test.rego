# METADATA
# title: A question that every concern allows, for the tests to spoil
package ehds.example_test

question := {
	"who": {"user": "ana", "roles": ["principal_investigator"]},
	"what": {
		"node": "uls-coimbra",
		"datasets": [
			{"table": "source_dem", "columns": ["atc", "person"]},
			{"table": "source_rnu", "columns": ["sexo"]},
		],
		"functions": ["count", "sum"],
		"method": "sql",
		"pseudonymised": false,
		"question_digest": "sha256:1f",
	},
	"why": {"article": "53(1)(e)", "applicant_kind": "private", "mandated": false, "prohibited_uses": []},
	"how": {"release": "reviewed", "thresholds": {"persons": 10, "professionals": 3}},
	"when": {
		"now": 1000,
		"nbf": 900,
		"exp": 2000,
		"status": {"iat": 950, "exp": 1550, "revoked": false, "suspended": false},
		"opt_outs": {"left_out": true, "as_of": 800},
	},
	"permit": {
		"id": "permit-1",
		"iat": 800,
		"basis": "art68",
		"persons": ["ana", "rui"],
		"datasets": [
			{"node": "uls-coimbra", "table": "source_dem", "columns": ["atc", "packages"]},
			{"node": "uls-coimbra", "table": "source_rnu", "columns": ["sexo"]},
			{"node": "uls-sao-joao", "table": "source_cit", "columns": ["icpc2"]},
		],
		"questions": [],
		"methods": ["sql"],
		"release": "reviewed",
		"thresholds": {"persons": 10, "professionals": 3},
		"pseudonymised_justified": false,
		"opt_out_exception": false,
	},
	"holder": {"thresholds": {"persons": 12, "professionals": 3}, "releases": ["reviewed"]},
}

# The question with one value replaced.
with_value(path, value) := json.patch(question, [{"op": "replace", "path": path, "value": value}])

without(path) := json.patch(question, [{"op": "remove", "path": path}])
