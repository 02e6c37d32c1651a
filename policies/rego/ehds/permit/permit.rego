# METADATA
# title: Who and what
# description: The question stays within the permit, its persons and their roles, tables, columns, methods and questions.
package ehds.permit

default allow := false

allow if {
	person_authorised
	role_may_ask
	tables_permitted
	columns_permitted
	method_permitted
	question_approved
}

person_authorised if input.who.user in input.permit.persons

role_may_ask if {
	some role in input.who.roles
	role != "observer"
}

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
# title: Only in a role that asks
# custom:
#   code: policy.role
#   message: The permit gives the user no role, or that of an observer, who asks no questions.
#   message_pt: A autorização não atribui ao utilizador nenhuma função, ou só a de observador, que não faz perguntas.
#   remedy: Let another person of the permit ask, or have the permit amended.
#   article: 68(10)(d)
denials contains rego.metadata.rule().custom if not role_may_ask

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
