"""One door to everything about names of persons; the rules live in the modules imported here."""

from workshop_crm.customer_management.culture.address_forms import formal_address
from workshop_crm.customer_management.culture.person_name import (
	ARABIC,
	LATIN,
	PersonName,
	full_name,
	sort_key,
	split_full_name,
)
from workshop_crm.customer_management.culture.transliteration import suggest_arabic, suggest_latin

__all__ = [
	"ARABIC",
	"LATIN",
	"PersonName",
	"formal_address",
	"full_name",
	"sort_key",
	"split_full_name",
	"suggest_arabic",
	"suggest_latin",
]
