"""What is sent to Elasticsearch: the shapes of version 8, which version 9 accepts by its compatibility with 8.

No server of version 9 was at hand: that the shapes hold there rests on these contracts alone.
"""

import json

import frappe

from workshop_crm.customer_management.profile.identity import identity_hmac
from workshop_crm.customer_management.search.backends import BackendDown, Narrowing
from workshop_crm.customer_management.search.backends.elasticsearch import ElasticsearchBackend
from workshop_crm.customer_management.search.elasticsearch import mapping, outage, rebuild
from workshop_crm.customer_management.search.elasticsearch.queries import search_body
from workshop_crm.customer_management.search.narrowing import ALWAYS, OF_DOCTYPES, OF_FIELDS
from workshop_crm.customer_management.search.query import read_query
from workshop_crm.customer_management.search.search import search_customers
from workshop_crm.customer_management.search.tests.engine_cases import EngineCase
from workshop_crm.customer_management.search.tests.fake_engine import FakeEngine, nobody_there
from workshop_crm.tests.factories import make_company, make_customer, make_user

KINDS = frozenset((*ALWAYS, *OF_FIELDS, *OF_DOCTYPES))
NOBODY = {"hits": {"hits": []}}
# What a server needs a module or a plugin for, or what version 9 took away.
NOT_ON_A_BARE_SERVER = (
	"script",
	"ngram",
	"decimal_digit",
	"_type",
	"search_as_you_type",
	"wildcard",
	"rank_feature",
)


def body_of(text: str, companies: list[str] | None = None, kinds=KINDS, **options) -> dict:
	return search_body(read_query(text), Narrowing(companies, kinds, lambda customer: None), 60, **options)


def clauses(body: dict) -> list[tuple[dict, float]]:
	"""Return what is asked and its score, of the clauses beside those of names."""
	should = body["query"]["bool"]["should"]
	return [
		(c["constant_score"]["filter"], c["constant_score"]["boost"]) for c in should if "constant_score" in c
	]


def words(body: dict) -> dict:
	"""Return the clause that asks for the words of a name."""
	return next(clause["bool"] for clause in body["query"]["bool"]["should"] if "bool" in clause)


class TestSearchBody(EngineCase):
	def test_a_phone_is_asked_whole_begun_and_by_any_part(self):
		asked = clauses(body_of("٩١٢٣ ٤٥"))
		self.assertIn(({"prefix": {"phone": "912345"}}, 80), asked)
		self.assertIn(({"prefix": {"phone": "968912345"}}, 80), asked)
		self.assertIn(({"term": {"phone": "912345"}}, 90), asked)
		self.assertIn(({"prefix": {"phone_part": "912345"}}, 60), asked)

	def test_an_identity_number_is_asked_by_its_hash_alone(self):
		body = body_of("12345678")
		(asked,) = [filter["terms"]["identity"] for filter, _score in clauses(body) if "terms" in filter]
		self.assertIn(identity_hmac("national_id", "12345678"), asked)
		self.assertNotIn("identity", json.dumps(body_of("12345678", kinds=KINDS - {"identity"})))

	def test_what_the_user_may_not_read_is_neither_asked_nor_returned(self):
		body = body_of("UCST-91234567", kinds=frozenset(("name", "number")))
		self.assertEqual(body["_source"], ["customer", "weight", "account_number", "customer_number"])
		self.assertNotIn("phone", json.dumps(body))

	def test_divisions_are_a_filter_of_the_query(self):
		self.assertEqual(
			body_of("salim", ["A", "B"])["query"]["bool"]["filter"], [{"terms": {"company": ["A", "B"]}}]
		)
		self.assertEqual(body_of("salim", [])["query"]["bool"]["filter"], [{"terms": {"company": []}}])
		self.assertEqual(body_of("salim")["query"]["bool"]["filter"], [])

	def test_a_word_is_met_as_it_is_by_its_beginning_or_by_its_sound(self):
		asked = words(body_of("mohammed"))
		(word,) = asked["should"]
		ways = [
			(way["constant_score"]["filter"], way["constant_score"]["boost"])
			for way in word["dis_max"]["queries"]
		]
		self.assertEqual(
			ways,
			[
				({"term": {"name_token": "mohammed"}}, 4),
				({"prefix": {"name_token": "mohammed"}}, 3),
				({"term": {"name_sound": "MHMD"}}, 2),
			],
		)

	def test_a_finished_word_has_no_other_end_and_more_than_half_must_be_met(self):
		self.assertNotIn("prefix", json.dumps(words(body_of("salim "))))
		needed = {
			text: words(body_of(text))["minimum_should_match"]
			for text in ("salim", "salim said", "salim said nasser hamed")
		}
		self.assertEqual(list(needed.values()), [1, 2, 3])

	def test_a_wide_search_asks_for_words_alike_and_addresses(self):
		make_customer(customer_name="Qahtanova Zxeb")
		body = body_of("qahtanowa", widely=True)
		self.assertIn("qahtanova", json.dumps(words(body)))
		self.assertIn(({"match": {"address": "qahtanowa"}}, 1.4), clauses(body))

	def test_equals_are_ordered_by_weight_and_nothing_is_counted(self):
		body = body_of("salim", start=1000)
		self.assertEqual(body["sort"], ["_score", {"weight": "desc"}])
		self.assertEqual((body["from"], body["size"], body["track_total_hits"]), (1000, 60, False))

	def test_only_what_a_bare_server_has_is_used(self):
		sent = json.dumps(
			[mapping.mappings(False, {}), mapping.SETTINGS, body_of("salim 91234567 WRK", widely=True)]
		)
		self.assertEqual([word for word in NOT_ON_A_BARE_SERVER if f'"{word}"' in sent], [])
		self.assertNotIn("arabic", sent)


class TestMapping(EngineCase):
	def test_every_kind_of_key_has_its_field_or_is_for_duplicates_only(self):
		options = frappe.get_meta("Customer Search Key").get_field("kind").options.split("\n")
		derived = {"name_key", "name_pair", "address"}
		self.assertEqual(set(options) - derived, set(mapping.KINDS))

	def test_a_field_is_not_guessed_and_arabic_is_asked_for_in_one_place(self):
		plain, arabic = mapping.mappings(False, {}), mapping.mappings(True, {})
		self.assertEqual(plain["dynamic"], "strict")
		differing = [f for f in plain["properties"] if plain["properties"][f] != arabic["properties"][f]]
		self.assertEqual(differing, ["address"])
		self.assertEqual(arabic["properties"]["address"]["analyzer"], "arabic")


class TestRequests(EngineCase):
	def test_a_search_goes_to_the_alias_with_the_media_type_of_version_8(self):
		engine = FakeEngine({("POST", "/"): NOBODY})
		with engine.in_place():
			self.assertEqual(search_customers("Nobodyatall").rows, [])
		request = engine.requests[0]
		self.assertRegex(request.path, r"^/test-of-search-customers-live-\d+\.\d+/_search$")
		self.assertEqual(request.headers["accept"], "application/vnd.elasticsearch+json; compatible-with=8")

	def test_two_requests_where_few_are_found_and_one_where_enough_are(self):
		few, many = FakeEngine({("POST", "/"): NOBODY}), FakeEngine()
		many.answers[("POST", "/")] = lambda request: {
			"hits": {
				"hits": [{"_source": {"customer": f"C{n}", "weight": 1}} for n in range(request.body["size"])]
			}
		}
		for engine, expected in ((few, 2), (many, 1)):
			with engine.in_place():
				search_customers("Nobodyatall")
			self.assertEqual(len(engine.requests), expected)

	def test_the_index_is_found_by_others_only_if_they_exist_in_the_database(self):
		customer = make_customer(customer_name="Ghostly Zabarjad")
		hits = [{"_source": {"customer": name, "weight": 1}} for name in (customer.name, "Ghostly Deleted")]
		engine = FakeEngine({("POST", "/"): {"hits": {"hits": hits}}})
		with engine.in_place():
			found = search_customers("Ghostly")
		self.assertEqual(
			([row["name"] for row in found.rows], found.backend), ([customer.name], "Elasticsearch")
		)

	def test_a_stale_index_shows_nobody_of_another_division(self):
		mine, other = make_company(), make_company()
		customer = make_customer(customer_name="Ghostly Fayruz", company=other)
		advisor = make_user("Workshop Advisor", companies=(mine,))
		hits = [{"_source": {"customer": customer.name, "weight": 1, "company": [mine]}}]
		engine = FakeEngine({("POST", "/"): {"hits": {"hits": hits}}})
		with engine.in_place(), self.set_user(advisor):
			self.assertEqual(search_customers("Ghostly").rows, [])
		self.assertEqual(engine.requests[0].body["query"]["bool"]["filter"], [{"terms": {"company": [mine]}}])

	def test_filters_are_checked_in_the_database_over_the_likeliest(self):
		ngo = make_customer(customer_name="Ghostly Society", identity_type="NGO")
		person = make_customer(customer_name="Ghostly Person")
		hits = [{"_source": {"customer": doc.name, "weight": 1}} for doc in (person, ngo)]
		engine = FakeEngine({("POST", "/"): {"hits": {"hits": hits}}})
		conditions = [{"fact": "identity_type", "operator": "is", "value": "NGO"}]
		with engine.in_place():
			found = search_customers("Ghostly", conditions)
		self.assertEqual([row["name"] for row in found.rows], [ngo.name])
		self.assertEqual(engine.requests[0].body["size"], 1000)

	def test_when_the_engine_is_down_the_database_answers_and_is_not_asked_again_soon(self):
		customer = make_customer(customer_name="Ghostly Yaqut")
		with nobody_there().in_place():
			found = search_customers("Ghostly Yaqut")
		self.assertEqual(([row["name"] for row in found.rows], found.backend), ([customer.name], "Database"))
		engine = FakeEngine({("POST", "/"): NOBODY})
		with engine.in_place():
			self.assertEqual(search_customers("Ghostly Yaqut").backend, "Database")
			self.assertEqual(engine.requests, [])
			outage.forget()
			self.assertEqual(search_customers("Ghostly Yaqut").backend, "Elasticsearch")

	def test_a_refusal_names_its_kind_and_quotes_nothing_that_was_searched(self):
		error = {"error": {"type": "parsing_exception", "reason": "Ghostly Secret"}, "status": 400}
		engine = FakeEngine({("POST", "/"): (400, error)})
		query, narrowing = read_query("Ghostly Secret"), Narrowing(None, KINDS, lambda customer: None)
		with engine.in_place(), self.assertRaises(BackendDown) as refused:
			ElasticsearchBackend().candidates(query, narrowing, 60)
		self.assertEqual(str(refused.exception), "Elasticsearch answered 400: parsing_exception")
		# One text that the engine cannot read is no reason to leave it alone.
		self.assertFalse(outage.is_paused())


class TestRebuild(EngineCase):
	def setUp(self):
		super().setUp()
		self.indexes: dict[str, dict] = {}
		self.aliases: dict[str, str] = {}
		self.engine = FakeEngine(
			{
				("HEAD", "/_alias/"): lambda request: (200 if self.behind(request) else 404, None),
				("GET", "/_alias/"): lambda request: {self.behind(request): {"aliases": {}}},
				("GET", "/test-of-search-customers-*/_alias"): lambda request: {n: {} for n in self.indexes},
				("PUT", "/_bulk"): lambda request: self.written(request),
				("POST", "/_aliases"): lambda request: self.switched(request),
				("POST", "/"): {},
				("GET", "/"): lambda request: self.kept(request),
				("PUT", "/"): lambda request: self.made_or_kept(request),
			}
		)
		self.enter(self.engine.in_place())

	def behind(self, request):
		return self.aliases.get(request.path.rpartition("/")[2])

	def kept(self, request):
		name = request.path.split("/")[1]
		return {name: {"mappings": {"_meta": self.indexes[name]}}}

	def made_or_kept(self, request):
		name = request.path.split("/")[1]
		if "mappings" in (request.body or {}):
			self.aliases |= dict.fromkeys(request.body["aliases"], name)
			self.indexes[name] = request.body["mappings"]["_meta"]
		elif "_meta" in request.body:
			self.indexes[name] = request.body["_meta"]
		return {"acknowledged": True}

	def written(self, request):
		actions = [line for line in request.body if set(line) & {"index", "delete"}]
		return {"errors": False, "items": [{next(iter(action)): {"status": 200}} for action in actions]}

	def switched(self, request):
		for action in request.body["actions"]:
			((verb, target),) = action.items()
			if verb == "add":
				self.aliases[target["alias"]] = target["index"]
			elif verb == "remove":
				self.aliases.pop(target["alias"])
			else:
				self.indexes.pop(target["index"])
		return {"acknowledged": True}

	def test_a_new_index_is_filled_beside_the_old_one_and_takes_its_place_in_one_step(self):
		former = "test-of-search-customers-20200101000000000000"
		self.indexes[former] = {}
		customer = make_customer()
		progress = list(rebuild.rebuild())
		self.assertEqual(progress[-1].done, progress[-1].total)
		(index,) = self.indexes
		self.assertRegex(index, r"^test-of-search-customers-\d{20}$")
		self.assertEqual(list(self.aliases.values()), [index])
		(actions,) = [request.body["actions"] for request in self.engine.sent("POST", "/_aliases")]
		self.assertEqual([next(iter(action)) for action in actions], ["add", "remove", "remove_index"])
		written = [line for request in self.engine.sent("PUT", "/_bulk") for line in request.body]
		self.assertIn(customer.name, [line.get("customer") for line in written])

	def test_an_interrupted_one_goes_on_where_it_was(self):
		make_customer()
		making = rebuild.rebuild()
		next(making), next(making)
		written = len(self.engine.sent("PUT", "/_bulk"))
		making.close()
		self.assertEqual(len(list(rebuild.rebuild())), 1)
		self.assertEqual(len(self.engine.sent("PUT", "/_bulk")), written)
		self.assertEqual(len(self.indexes), 1)

	def test_indexes_of_other_sites_stay(self):
		other = "test-of-search-customers-other-customers-20200101000000000000"
		self.indexes[other] = {}
		list(rebuild.rebuild())
		self.assertIn(other, self.indexes)

	def test_the_wish_for_arabic_is_sent_with_the_fields(self):
		self.choose(use_arabic_analyzer=1)
		list(rebuild.rebuild())
		made = next(r.body for r in self.engine.sent("PUT", "/test-of") if "mappings" in (r.body or {}))
		self.assertEqual(made["mappings"]["properties"]["address"]["analyzer"], "arabic")
		self.assertEqual(made["settings"]["number_of_shards"], 1)
