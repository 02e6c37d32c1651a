# METADATA
# title: As little as is needed
# description: Statistics by default; pseudonymised records only where a permit says why.
package ehds.minimisation

default allow := false

allow if pseudonymised_only_if_justified

pseudonymised_only_if_justified if input.what.pseudonymised == false

# A request (Art 69) is answered with statistics only, whatever it says.
pseudonymised_only_if_justified if {
	input.what.pseudonymised == true
	input.permit.pseudonymised_justified == true
	input.permit.basis == "art68"
}

# METADATA
# title: Pseudonymised records only when justified
# custom:
#   code: policy.pseudonymised
#   message: Pseudonymised records are asked for, and the permit gives no reason for them.
#   message_pt: São pedidos registos pseudonimizados e a autorização não os justifica.
#   remedy: Ask for statistics, or apply for a data permit with a justification under Art 67(2)(e).
#   article: 66(3)
denials contains rego.metadata.rule().custom if not pseudonymised_only_if_justified
