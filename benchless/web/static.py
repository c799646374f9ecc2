"""Files sent as they are: assets of the apps and the desk, uploads."""

from pathlib import Path

import frappe
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.security import safe_join
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from benchless import environment

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = {
	"workshop_crm": REPOSITORY / "workshop_crm" / "public",
	"benchless": REPOSITORY / "benchless" / "desk",
	"npm": environment.BUILD / "npm",
}
# A browser would run these in the site's own origin.
NEVER_INLINE = (".svg", ".html", ".htm", ".xml")


def asset(request: Request) -> Response | None:
	"""Answer `/assets/<app>/<path>` without opening a site; None for any other path.

	Raises:
		NotFound: never; a missing asset is answered with 404 at once.
	"""
	if not request.path.startswith("/assets/"):
		return None
	app, _separator, path = request.path.removeprefix("/assets/").partition("/")
	file = safe_join(str(FOLDERS[app]), path) if app in FOLDERS else None
	if not file or not Path(file).is_file():
		return Response("", status=404)
	response = send_file(file, environ=request.environ, conditional=True)
	response.headers["Cache-Control"] = "no-cache"
	if file.endswith(".js"):
		response.mimetype = "text/javascript"
	return response


def public_file(path: str) -> Response:
	"""Send an upload that is not private.

	Raises:
		NotFound: there is none of this name.
	"""
	return _send("public", path)


def private_file(path: str) -> Response:
	"""Send a private upload to whoever may read the File, that is, the document it hangs on.

	Raises:
		Forbidden: the user may not, or no File has this address.
	"""
	if frappe.session.user == "Guest":
		raise Forbidden
	for name in frappe.get_all("File", filters={"file_url": path}, pluck="name"):
		if frappe.has_permission("File", "read", doc=name):
			return _send("private", path.removeprefix("/private"))
	raise Forbidden


def _send(folder: str, path: str) -> Response:
	file = safe_join(frappe.get_site_path(folder), path.strip("/"))
	if not file or not Path(file).is_file():
		raise NotFound
	return send_file(
		Path(file).resolve(),
		environ=frappe.local.request.environ,
		conditional=True,
		as_attachment=file.lower().endswith(NEVER_INLINE),
		download_name=Path(file).name,
	)
