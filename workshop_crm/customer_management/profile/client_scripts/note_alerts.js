// Alerts among the notes on a customer, shown on opening the customer and on choosing the customer
// in a new order or invoice. One file serves three forms, so it registers itself once only.
frappe.provide("workshop_crm.note_alerts");

(function (note_alerts) {
	if (note_alerts.registered) return;
	note_alerts.registered = true;

	const COLOURS = { Urgent: "red", High: "orange", Normal: "blue", Low: "grey" };

	async function fetch_alerts(customer, company) {
		const method = "workshop_crm.api.v1.notes.alerts";
		const answer = await frappe.call({ method, args: { customer, company }, type: "GET" });
		return answer.message || [];
	}

	function as_line(note) {
		const subject = frappe.utils.escape_html(note.subject);
		const text = note.text === note.subject ? "" : frappe.utils.escape_html(note.text);
		return `<li><b>${__(note.note_type)}:</b> <bdi>${subject}</bdi>${text && `<br><bdi>${text}</bdi>`}</li>`;
	}

	function headline(frm, notes) {
		const lines = notes.map(as_line).join("");
		const colour = COLOURS[notes[0].priority] || "blue";
		frm.dashboard.set_headline_alert(`<ul class="workshop-crm-note-alerts mb-0">${lines}</ul>`, colour);
	}

	note_alerts.on_customer_form = async function (frm) {
		if (frm.is_new()) return;
		const opened = frm.doc.name;
		const notes = await fetch_alerts(opened);
		if (notes.length && frm.doc.name === opened) headline(frm, notes);
	};

	note_alerts.on_sale = async function (frm) {
		const chosen = frm.doc.customer;
		// A document made from a quotation arrives with its customer: there only the refresh tells.
		if (!frm.is_new() || !chosen || frm.alerts_shown_for === frm.doc.name + chosen) return;
		frm.alerts_shown_for = frm.doc.name + chosen;
		const notes = await fetch_alerts(chosen, frm.doc.company);
		if (!notes.length || frm.doc.customer !== chosen) return;
		frappe.msgprint({
			title: __("Alerts on this customer"),
			indicator: COLOURS[notes[0].priority] || "blue",
			message: `<ul class="workshop-crm-note-alerts">${notes.map(as_line).join("")}</ul>`,
		});
	};

	frappe.ui.form.on("Customer", { refresh: note_alerts.on_customer_form });
	["Sales Order", "Sales Invoice"].forEach((doctype) => {
		frappe.ui.form.on(doctype, { refresh: note_alerts.on_sale, customer: note_alerts.on_sale });
	});
})(workshop_crm.note_alerts);
