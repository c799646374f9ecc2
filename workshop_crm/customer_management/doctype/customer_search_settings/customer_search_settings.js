frappe.ui.form.on("Customer Search Settings", {
	refresh(frm) {
		frm.set_intro("");
		if (frm.doc.backend !== "Elasticsearch" || frm.is_dirty()) {
			return;
		}
		if (frm.perm[0].write) {
			frm.add_custom_button(__("Build the Index Again"), () => rebuild(frm));
		}
		frm.add_custom_button(__("Check Again"), () => show_health(frm));
		show_health(frm);
	},
});

async function show_health(frm) {
	const { message } = await frappe.call("workshop_crm.api.v1.search.health");
	if (!message.engine) {
		return;
	}
	const sentences = health_sentences(message.engine).map(frappe.utils.escape_html);
	frm.set_intro("");
	frm.set_intro(sentences.join("<br>"), color_of(message.engine));
}

function color_of(engine) {
	if (!engine.reachable || !engine.index || engine.status === "red") {
		return "red";
	}
	return engine.paused || engine.refused || engine.rebuilding ? "orange" : "green";
}

function health_sentences(engine) {
	if (!engine.reachable) {
		return [__("Elasticsearch does not answer; the database is searched."), engine.problem];
	}
	const sentences = [
		engine.index
			? __("Elasticsearch {0} answers. {1} customers are in its index.", [engine.version, engine.customers])
			: __("Elasticsearch {0} answers, but there is no index; the database is searched.", [engine.version]),
	];
	if (engine.rebuilding) {
		const { done, total } = engine.rebuilding;
		sentences.push(__("A new index is being built: {0} of {1} customers.", [done, total]));
	}
	if (engine.waiting) {
		sentences.push(__("{0} changes wait to be written to the index.", [engine.waiting]));
	}
	if (engine.refused) {
		sentences.push(__("{0} of them were refused; see Customer Search Outbox.", [engine.refused]));
	}
	return sentences;
}

async function rebuild(frm) {
	await frappe.call({ method: "workshop_crm.api.v1.search.rebuild", type: "POST" });
	frappe.show_alert(__("A new index will be built. Searching goes on meanwhile."));
	show_health(frm);
}
