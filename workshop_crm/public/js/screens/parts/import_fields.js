// The names of the fields that a column can be matched with.

/** Field name to label in the viewer's language. */
export function targetLabels(host) {
	return { ...nameLabels(host), ...contactLabels(host), ...paperLabels(host), ...addressLabels(host) };
}

function nameLabels(host) {
	return {
		customer_name: host.translate("Name"),
		customer_name_ar: host.translate("Name in Arabic"),
		given_name: host.translate("Given name"),
		father_name: host.translate("Father's name"),
		family_name: host.translate("Family or tribe name"),
		given_name_ar: host.translate("Given name in Arabic"),
		father_name_ar: host.translate("Father's name in Arabic"),
		family_name_ar: host.translate("Family or tribe name in Arabic"),
		salutation: host.translate("Salutation"),
		identity_type: host.translate("Kind of customer"),
		gender: host.translate("Gender"),
		date_of_birth: host.translate("Date of birth"),
		occupation: host.translate("Occupation"),
	};
}

function contactLabels(host) {
	return {
		phone: host.translate("Mobile number"),
		whatsapp: host.translate("WhatsApp number"),
		more_phones: host.translate("More phone numbers"),
		shared_phone: host.translate("Number shared in the family"),
		email: host.translate("E-mail"),
		language: host.translate("Language"),
		preferred_channels: host.translate("Preferred channels"),
		referral_code: host.translate("Referral code"),
		notes: host.translate("Note"),
	};
}

function paperLabels(host) {
	return {
		national_id: host.translate("Civil number"),
		passport: host.translate("Passport"),
		commercial_registration: host.translate("Commercial registration"),
		tax_id: host.translate("Tax number"),
		customer_group: host.translate("Customer group"),
		territory: host.translate("Territory"),
	};
}

function addressLabels(host) {
	return {
		address_line1: host.translate("Address"),
		address_line2: host.translate("Address, second line"),
		city: host.translate("City or wilayat"),
		state: host.translate("Governorate"),
		pincode: host.translate("Postal code"),
		country: host.translate("Country"),
	};
}
