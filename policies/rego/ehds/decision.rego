# METADATA
# title: The decision on one question
# description: Every concern must allow; a question on which one says nothing is refused.
package ehds

import data.ehds.disclosure
import data.ehds.minimisation
import data.ehds.permit
import data.ehds.purpose

default allow := false

allow if {
	purpose.allow
	permit.allow
	minimisation.allow
	disclosure.allow
	count(denials) == 0
}

denials := ((purpose.denials | permit.denials) | minimisation.denials) | disclosure.denials

# METADATA
# title: What the decision point reads
# entrypoint: true
default decision := {"allow": false, "denials": []}

decision := {"allow": true, "denials": [], "obligations": disclosure.obligations} if allow

decision := {"allow": false, "denials": denials} if {
	not allow
	count(denials) > 0
}
