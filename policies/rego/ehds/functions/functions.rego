# METADATA
# title: What with
# description: >
#   The functions that a question may call. A node's gate has a closed list of its own; what the body takes out of this one is
#   refused by every node from the next question on, and what a newer gate accepts waits for it.
package ehds.functions

default allow := false

allow if functions_permitted

_permitted := {
	"abs", "add_months", "any", "approx_percentile", "avg", "between", "bigint", "bool_and", "bool_or", "ceil",
	"ceiling", "char_length", "coalesce", "concat", "contains", "corr", "count", "count_if", "covar_pop",
	"covar_samp", "date", "date_add", "date_diff", "date_format", "date_part", "date_sub", "date_trunc",
	"dateadd", "datediff", "datepart", "day", "dayofmonth", "dayofweek", "dense_rank", "double", "endswith",
	"every", "exp", "extract", "floor", "greatest", "grouping", "grouping_id", "if", "ifnull", "int", "isnotnull",
	"isnull", "lag", "last_day", "lcase", "lead", "least", "left", "length", "ln", "lower", "lpad", "make_date",
	"max", "mean", "median", "min", "mod", "month", "months_between", "nullif", "nvl", "nvl2", "percentile",
	"percentile_approx", "percentile_cont", "percentile_disc", "pow", "power", "quarter", "rank",
	"regr_intercept", "regr_r2", "regr_slope", "regr_sxy", "right", "round", "row_number", "some", "sqrt",
	"startswith", "std", "stddev", "stddev_pop", "stddev_samp", "string", "substr", "substring", "sum", "to_date",
	"trim", "trunc", "try_add", "try_divide", "try_multiply", "try_subtract", "ucase", "upper", "var_pop",
	"var_samp", "variance", "weekday", "weekofyear", "year",
}

functions_permitted if {
	every function in input.what.functions {
		function in _permitted
	}
}

# METADATA
# title: Only functions that the access body knows
# custom:
#   code: policy.function
#   message: The question calls a function that the access body does not permit.
#   message_pt: A pergunta usa uma função que o organismo de acesso não permite.
#   remedy: Ask without that function; docs/sql.md says what can be asked.
#   article: 73(1)(d)
denials contains rego.metadata.rule().custom if not functions_permitted
