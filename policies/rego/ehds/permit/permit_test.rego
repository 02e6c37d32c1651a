package ehds.permit_test

import data.ehds.example_test as example
import data.ehds.permit

_codes(question) := codes if {
	denials := permit.denials with input as question
	codes := {denial.code | some denial in denials}
}

test_allowed if {
	permit.allow with input as example.question
	_codes(example.question) == set()
}

test_other_persons_are_denied if {
	_codes(example.with_value("/who/user", "eva")) == {"policy.person"}
	_codes(example.with_value("/who/user", "Ana")) == {"policy.person"}
	_codes(example.with_value("/permit/persons", [])) == {"policy.person"}
	not permit.allow with input as example.with_value("/who/user", "eva")
}

test_other_tables_are_denied if {
	not permit.allow with input as example.with_value("/what/datasets/0/table", "source_pem")
	"policy.table" in _codes(example.with_value("/what/datasets/0/table", "source_pem"))
}

test_tables_of_other_nodes_are_denied if {
	"policy.table" in _codes(example.with_value("/what/datasets/0/table", "source_cit"))
	"policy.table" in _codes(example.with_value("/what/node", "uls-sao-joao"))
	"policy.table" in _codes(example.with_value("/what/node", "uls-santa-maria"))
}

test_no_table_at_all_is_denied if _codes(example.with_value("/what/datasets", [])) == {"policy.table"}

test_other_columns_are_denied if {
	_codes(example.with_value("/what/datasets/0/columns", ["atc", "cost"])) == {"policy.column"}
	_codes(example.with_value("/what/datasets/1/columns", ["atc"])) == {"policy.column"}
	not permit.allow with input as example.with_value("/what/datasets/0/columns", ["cost"])
}

test_a_column_permitted_twice_over_is_permitted if {
	question := json.patch(example.question, [
		{"op": "add", "path": "/permit/datasets/-", "value": {"node": "uls-coimbra", "table": "source_dem", "columns": ["cost"]}},
		{"op": "replace", "path": "/what/datasets/0/columns", "value": ["atc", "cost"]},
	])
	permit.allow with input as question
}

test_other_methods_are_denied if _codes(example.with_value("/what/method", "cox")) == {"policy.method"}

test_a_request_approval_binds_its_questions if {
	bound := json.patch(example.question, [
		{"op": "replace", "path": "/permit/basis", "value": "art69"},
		{"op": "replace", "path": "/permit/questions", "value": ["sha256:1f"]},
	])
	permit.allow with input as bound
	_codes(json.patch(bound, [{"op": "replace", "path": "/what/question_digest", "value": "sha256:20"}])) == {"policy.question"}
	_codes(example.with_value("/permit/basis", "art70")) == {"policy.question"}
}

test_who_only_looks_on_does_not_ask if {
	_codes(example.with_value("/who/roles", ["observer"])) == {"policy.role"}
	_codes(example.with_value("/who/roles", [])) == {"policy.role"}
	_codes(example.with_value("/who/roles", ["observer", "researcher"])) == set()
	not permit.allow with input as example.with_value("/who/roles", ["observer"])
}

test_nothing_said_is_denied if {
	not permit.allow with input as {}
	_codes({}) == {
		"policy.person", "policy.role", "policy.table",
		"policy.column", "policy.method", "policy.question",
	}
}
