// The order of fields says the layout: Tab Break, Section Break and Column Break open a new one each.

/** Group a DocType's fields into tabs of sections of columns; `first` names the tab before any Tab Break. */
export function layoutOf(fields, first) {
	const tabs = [newTab(first, null)];
	for (const field of fields) {
		const tab = tabs.at(-1);
		const section = tab.sections.at(-1);
		if (field.fieldtype === "Tab Break") tabs.push(newTab(field.label, field));
		else if (field.fieldtype === "Section Break") tab.sections.push(newSection(field));
		else if (field.fieldtype === "Column Break") section.columns.push({ label: field.label, fields: [] });
		else section.columns.at(-1).fields.push(field);
	}
	return tabs.map(withoutEmptySections).filter((tab) => tab.sections.length);
}

const newSection = (field) => ({ label: field?.label || "", field, columns: [{ label: "", fields: [] }] });
const newTab = (label, field) => ({ label, field, sections: [newSection(null)] });
const withoutEmptySections = (tab) => ({
	...tab,
	sections: tab.sections.filter((section) => section.columns.some((column) => column.fields.length)),
});
