"""Small PDF files of one page, as scans of papers stand for in the demo."""


def one_page_pdf(*lines: str) -> bytes:
	"""Return a PDF (ISO 32000) with `lines` of plain Latin text, each in its own line, on an A5 page."""
	drawn = "".join(f"({_escaped(line)}) Tj 0 -26 Td " for line in lines)
	stream = f"BT /F1 16 Tf 40 520 Td {drawn}ET"
	return _joined(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R"
		" /Resources << /Font << /F1 5 0 R >> >> >>",
		f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	)


def _joined(*objects: str) -> bytes:
	text, places = "%PDF-1.4\n", []
	for number, content in enumerate(objects, 1):
		places.append(len(text))
		text += f"{number} 0 obj\n{content}\nendobj\n"
	table = "".join(f"{place:010d} 00000 n \n" for place in places)
	size = len(objects) + 1
	trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
	return f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1", "replace")


def _escaped(line: str) -> str:
	plain = line.encode("ascii", "replace").decode()
	return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
