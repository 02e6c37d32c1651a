# METADATA
# title: The decision on one question
# description: Every concern must allow; a question on which one says nothing is refused.
package ehds

import data.ehds.disclosure
import data.ehds.functions
import data.ehds.minimisation
import data.ehds.permit
import data.ehds.purpose
import data.ehds.validity

default allow := false

allow if {
	purpose.allow
	permit.allow
	functions.allow
	minimisation.allow
	disclosure.allow
	validity.allow
	count(denials) == 0
}

denials := union({
	purpose.denials,
	permit.denials,
	functions.denials,
	minimisation.denials,
	disclosure.denials,
	validity.denials,
})

# METADATA
# title: What the decision point reads
# entrypoint: true
default decision := {"allow": false, "denials": []}

decision := {"allow": true, "denials": [], "obligations": disclosure.obligations} if allow

decision := {"allow": false, "denials": denials} if {
	not allow
	count(denials) > 0
}
