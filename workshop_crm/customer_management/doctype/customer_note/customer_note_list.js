// List of notes: the type, in the colour of what it asks for.

const NOTE_COLOURS = {
	Complaint: "red",
	Warning: "red",
	"Credit Check": "orange",
	"Payment Reminder": "orange",
	"Follow-up": "blue",
	"Special Instructions": "blue",
	Compliment: "green",
	General: "grey",
};

frappe.listview_settings["Customer Note"] = {
	add_fields: ["note_type", "is_private"],
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.note_type), NOTE_COLOURS[doc.note_type], `note_type,=,${doc.note_type}`],
};
