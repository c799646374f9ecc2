// Texts in the user's language; numbers, dates, money and phones as people here write them.

let dictionary = {};
let locale = "en-GB";
let currency = "OMR";
// The server's clock, which need not be in the browser's time zone, minus the browser's own.
let clockOffset = 0;

/** Take language, dictionary and currency from the boot record. */
export function setUpFormats(boot) {
	dictionary = boot.translations || {};
	// Western digits in both languages, as on printed invoices.
	locale = boot.user.language === "ar" ? "ar-OM-u-nu-latn" : "en-GB";
	currency = boot.defaults.currency || currency;
	clockOffset = parts(boot.defaults.now) - Date.now();
}

/** Translate an English sentence and put values for {0}, {1}, ... into it. */
export function translate(text, values = [], context = null) {
	const found = (context && dictionary[`${text}:${context}`]) || dictionary[text] || text;
	const list = Array.isArray(values) ? values : [values];
	return found.replace(/\{(\d+)\}/g, (whole, index) => (index in list ? list[index] : whole));
}

function parts(text) {
	const [day, time] = String(text).split(/[ T]/);
	const [year, month, date] = day.split("-").map(Number);
	const [hour, minute, second] = (time || "0:0:0").split(":").map(parseFloat);
	return new Date(year, month - 1, date, hour || 0, minute || 0, second || 0);
}

export const format = {
	/** Money with the currency's own decimals: three for OMR. */
	money(amount, code = null) {
		const options = { style: "currency", currency: code || currency };
		return new Intl.NumberFormat(locale, options).format(Number(amount) || 0);
	},
	/** A date as day, month and year. */
	date(iso) {
		return iso ? new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(parts(iso)) : "";
	},
	/** A point in time, to the minute. */
	datetime(iso) {
		const style = { dateStyle: "medium", timeStyle: "short" };
		return iso ? new Intl.DateTimeFormat(locale, style).format(parts(iso)) : "";
	},
	/** A month as a chart's label; other labels as they are. */
	month(label) {
		const style = { month: "short", year: "2-digit" };
		return /^\d{4}-\d\d$/.test(label)
			? new Intl.DateTimeFormat(locale, style).format(parts(`${label}-01`))
			: label;
	},
	/** An E.164 number: local ones without the country code, in fours. */
	phone(e164) {
		const local = /^\+968(\d{4})(\d{4})$/.exec(e164 || "");
		return local ? `${local[1]} ${local[2]}` : e164 || "";
	},
	/** A number with separators. */
	number(value, digits = 3) {
		return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(Number(value) || 0);
	},
	/** How long ago a point in time was, in the largest unit that fits. */
	ago(iso) {
		const seconds = (Date.now() + clockOffset - parts(iso)) / 1000;
		const units = [
			["year", 31536000],
			["month", 2592000],
			["day", 86400],
			["hour", 3600],
			["minute", 60],
		];
		const [unit, length] = units.find(([, size]) => seconds >= size) || ["second", 1];
		const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "narrow" });
		return relative.format(-Math.max(0, Math.floor(seconds / length)), unit);
	},
	/** One value of a document the way its field type is shown; always a text. */
	field(field, value, doc = {}) {
		if (value === null || value === undefined || value === "") return "";
		switch (field.fieldtype) {
			case "Currency":
				return format.money(value, doc.currency || doc.default_currency);
			case "Date":
				return format.date(value);
			case "Datetime":
				return format.datetime(value);
			case "Int":
				return format.number(value, 0);
			case "Float":
				return format.number(value);
			case "Percent":
				return `${format.number(value, 2)} %`;
			case "Check":
				return value ? translate("Yes") : translate("No");
			case "Phone":
				return format.phone(value);
			case "Select":
				return field.options?.find?.((option) => option.value === value)?.label || translate(value);
			default:
				return String(value);
		}
	},
};
