/** What the access body answers when it says no: one enum maps each case to its code and HTTP status (RFC 9457). */
package pt.arquipelago.accessbody.problem;
