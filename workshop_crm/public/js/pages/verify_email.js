// The page that a mailed link opens: it only shows; pressing its button spends the token behind the # of the address.

(function () {
	const METHOD = "/api/method/workshop_crm.api.v1.verification.confirm_email";
	const button = document.getElementById("confirm-email");
	const answer = document.getElementById("confirm-answer");

	// The other language keeps the token: a browser does not send what stands behind the #.
	document.querySelectorAll("[data-language]").forEach((link) => {
		link.href += window.location.hash;
	});

	button.addEventListener("click", async () => {
		button.disabled = true;
		answer.textContent = "";
		const response = await spend(window.location.hash.slice(1));
		say(response ? (response.ok ? "done" : "failed") : "offline");
		button.hidden = Boolean(response?.ok);
		button.disabled = false;
	});

	function spend(token) {
		const headers = {
			"Content-Type": "application/json",
			Accept: "application/json",
			"X-Frappe-CSRF-Token": (window.frappe && window.frappe.csrf_token) || "None",
		};
		return fetch(METHOD, { method: "POST", headers, body: JSON.stringify({ token }) }).catch(() => null);
	}

	function say(outcome) {
		answer.dataset.outcome = outcome;
		answer.textContent = answer.dataset[outcome];
	}
})();
