"""Settings and fields of the index of customers; only what a bare server has, no plugin and no module.

Text arrives folded, cut into words and keyed by Python, so the engine compares letters and nothing else. The one
exception are words of addresses, which the engine may analyse as Arabic where its module analysis-common is there.
"""

# Raised when fields change or mean something else: an index of another version is not searched.
MAPPING_VERSION = 1

WHOLE = {"type": "keyword", "doc_values": False}
# The beginnings of 1 to 10 characters are kept as terms of their own, so that the first letters typed are as quick
# as the last ones.
BEGINNING = {
	"type": "text",
	"analyzer": "keyword",
	"norms": False,
	"index_options": "docs",
	"index_prefixes": {"min_chars": 1, "max_chars": 10},
}

# Kinds of search key, which are fields of the same name. Left out are those by which only duplicates are found.
KINDS = {
	"customer_number": BEGINNING,
	"account_number": BEGINNING,
	"identity": WHOLE,
	"email": BEGINNING,
	"phone": BEGINNING,
	"phone_part": BEGINNING,
	"plate": BEGINNING,
	"plate_part": BEGINNING,
	"vin": BEGINNING,
	"imei": BEGINNING,
	"name_token": BEGINNING,
}

# While an index is filled for the first time, nothing of it need be searchable.
WHILE_FILLING = {"refresh_interval": "-1"}
SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
IN_USE = {"refresh_interval": "1s"}


def mappings(arabic: bool, kept: dict) -> dict:
	"""Return the fields of the index.

	With `arabic` the words of addresses are found by their other forms too; a server without the module
	analysis-common refuses that. `kept` is stored with the index: how far its making came.
	"""
	return {
		"_meta": kept,
		# A field that is not named here is a mistake, and is refused instead of guessed.
		"dynamic": "strict",
		"properties": {
			"customer": WHOLE,
			"company": WHOLE,
			"weight": {"type": "short"},
			**KINDS,
			"name_sound": WHOLE,
			"address": {"type": "text", "analyzer": "arabic", "norms": False} if arabic else BEGINNING,
		},
	}
