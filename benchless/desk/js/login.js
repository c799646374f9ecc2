// The login form: posts the credentials and goes where the user wanted to go.
const form = document.getElementById("login");
const problem = form.querySelector(".form-error");

form.addEventListener("submit", async (event) => {
	event.preventDefault();
	problem.hidden = true;
	const button = form.querySelector("button");
	button.disabled = true;
	const response = await fetch("/api/method/login", {
		method: "POST",
		headers: { Accept: "application/json" },
		body: new FormData(form),
	});
	button.disabled = false;
	const answer = await response.json().catch(() => ({}));
	if (response.ok) {
		window.location.href = form.dataset.redirect || answer.home_page || "/app";
		return;
	}
	const messages = JSON.parse(answer._server_messages || "[]").map((text) => JSON.parse(text).message);
	problem.textContent = messages[0] || problem.dataset.wrong;
	problem.hidden = false;
});
