# METADATA
# title: Who, what and when
# description: The question stays within the permit, its persons, tables, columns, methods, questions and time.
package ehds.permit

default allow := false

allow if {
	person_authorised
	tables_permitted
	columns_permitted
	method_permitted
	question_approved
	begun
	not_ended
}

# Clocks of institutions differ by this many seconds at most.
_skew := 60

person_authorised if input.who.user in input.permit.persons

_columns[table] contains column if {
	some dataset in input.permit.datasets
	dataset.node == input.what.node
	table := dataset.table
	some column in dataset.columns
}

# The subject's pseudonym joins and counts; it is implied.
_implied := {"person"}

tables_permitted if {
	count(input.what.datasets) > 0
	every used in input.what.datasets {
		_columns[used.table]
	}
}

columns_permitted if {
	every used in input.what.datasets {
		every column in used.columns {
			column in (_columns[used.table] | _implied)
		}
	}
}

method_permitted if input.what.method in input.permit.methods

question_approved if input.permit.basis == "art68"

question_approved if {
	input.permit.basis == "art69"
	input.what.question_digest in input.permit.questions
}

begun if input.when.now >= input.when.nbf - _skew

not_ended if input.when.now < input.when.exp + _skew

# METADATA
# title: Only persons of the permit
# custom:
#   code: policy.person
#   message: The user is not one of the persons whom the permit names.
#   message_pt: O utilizador não é uma das pessoas indicadas na autorização.
#   remedy: Let a person of the permit ask, or have the permit amended.
#   article: 73(1)(a)
denials contains rego.metadata.rule().custom if not person_authorised

# METADATA
# title: Only tables of the permit at this node
# custom:
#   code: policy.table
#   message: The question uses a table that the permit does not give at this node, or none at all.
#   message_pt: A pergunta usa uma tabela que a autorização não abrange nesta instituição, ou nenhuma.
#   remedy: Use the permit's tables, or have the permit amended.
#   article: 73(1)(d)
denials contains rego.metadata.rule().custom if not tables_permitted

# METADATA
# title: Only columns of the permit
# custom:
#   code: policy.column
#   message: The question uses a column that the permit does not give.
#   message_pt: A pergunta usa uma coluna que a autorização não abrange.
#   remedy: Use the permit's columns, or have the permit amended.
#   article: 73(1)(d)
denials contains rego.metadata.rule().custom if not columns_permitted

# METADATA
# title: Only methods of the permit
# custom:
#   code: policy.method
#   message: The permit does not give the method of the question.
#   message_pt: A autorização não abrange o método da pergunta.
#   remedy: Ask with a method that the permit names.
#   article: 68(10)(f)
denials contains rego.metadata.rule().custom if not method_permitted

# METADATA
# title: A request approval binds its questions
# custom:
#   code: policy.question
#   message: The question is none of those that the request approval binds.
#   message_pt: A pergunta não é nenhuma das que foram aprovadas no pedido.
#   remedy: Ask an approved question, unchanged, or apply for a data permit.
#   article: "69"
denials contains rego.metadata.rule().custom if not question_approved

# METADATA
# title: Not before the permit begins
# custom:
#   code: policy.not-yet-valid
#   message: The permit is not valid yet.
#   message_pt: A autorização ainda não está em vigor.
#   remedy: Wait for the day on which the permit begins.
#   article: 68(10)(e)
denials contains rego.metadata.rule().custom if not begun

# METADATA
# title: Not after the permit ends
# custom:
#   code: policy.expired
#   message: The permit has expired.
#   message_pt: A autorização caducou.
#   remedy: Apply to the data access body for an extension.
#   article: 68(10)(e)
denials contains rego.metadata.rule().custom if not not_ended
