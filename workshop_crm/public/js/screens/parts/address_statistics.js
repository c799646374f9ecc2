// How many addresses are verified: in all, by division, by area.

import { el } from "./dom.js";
import { showLoaded } from "./messages.js";

const STATISTICS = "workshop_crm.api.v1.verification.address_statistics";

/** The figures, read when the dialog opens. */
export function addressStatistics(host) {
	const place = el("div", {});
	showLoaded(host, place, async () => {
		const { total, divisions, areas } = await host.call(STATISTICS);
		const all = [{ label: host.translate("All"), ...total }];
		return [
			figures(host, "", all),
			figures(host, host.translate("By division"), named(divisions, "company")),
			figures(host, host.translate("By area"), named(areas, "area")),
		];
	});
	return place;
}

function named(rows, key) {
	return rows.map((row) => ({ label: row[key] || "–", ...row }));
}

function figures(host, title, rows) {
	if (!rows.length) return null;
	const heads = [title, host.translate("Verified"), host.translate("Pending"), host.translate("Rejected")];
	const cell = (value) => el("td", {}, host.format.number(value));
	return el(
		"table",
		{ class: "wcrm-address-counts" },
		el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
		el(
			"tbody",
			{},
			rows.map((row) =>
				el(
					"tr",
					{},
					el("th", { scope: "row", dir: "auto" }, row.label),
					cell(row.verified),
					cell(row.pending),
					cell(row.rejected)
				)
			)
		)
	);
}
