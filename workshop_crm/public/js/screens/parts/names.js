// A customer's names in the order that suits the viewer.

/** The customer's names in both scripts, the one in the viewer's script first. */
export function namesFor(host, customer) {
	const names = [customer.customer_name, customer.customer_name_ar].filter(Boolean);
	if (host.user.language.startsWith("ar")) names.reverse();
	return [...new Set(names)];
}
