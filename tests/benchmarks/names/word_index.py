"""An index of names in memory that finds them as the app does: keys of words, then the likeness of words."""

import math
from collections import defaultdict
from collections.abc import Iterable

from workshop_crm.customer_management.culture.name_index import probe_keys, word_keys
from workshop_crm.customer_management.culture.name_likeness import name_likeness, rank_words
from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.text import fold

# spellings of one typed word that are followed to names
SPELLINGS = 40
# the likeness of a word that is none of the likely spellings
_UNLIKE = 0.1


def words_of(name: str) -> list[str]:
	"""Return the folded words under which a name is filed."""
	return [word for word in map(fold, name_tokens(name)) if word]


def filed(name: str) -> str:
	"""Return the words of a name as one text: names that differ in article, bin or title only are one."""
	return " ".join(words_of(name)) or fold(name)


class NameIndex:
	"""Names by their words, and words by their keys. It answers with names as `filed` gives them."""

	def __init__(self, names: Iterable[str]):
		self.written = {filed(name): name for name in names}
		self.words: dict[str, list[str]] = {key: words_of(name) for key, name in self.written.items()}
		self.names: dict[str, list[str]] = defaultdict(list)
		self.by_key: dict[str, list[str]] = defaultdict(list)
		for name, words in self.words.items():
			for word in dict.fromkeys(words):
				if word not in self.names:
					for key in word_keys(word):
						self.by_key[key].append(word)
				self.names[word].append(name)

	def candidates(self, word: str) -> list[str]:
		"""The stored words that share a key with the typed one, those of surer keys first."""
		keys = probe_keys(word)
		return list(dict.fromkeys(found for key in keys for found in self.by_key.get(key, ())))

	def held(self, typed: str) -> set[str]:
		"""The names whose every word is among the candidates, as far as blocking decides."""
		found = [
			{name for word in self.candidates(part) for name in self.names[word]} for part in words_of(typed)
		]
		return set.intersection(*found) if found else set()

	def search(self, typed: str, limit: int = 10) -> list[str]:
		"""Return the names most like the typed one, the likeliest first."""
		parts = words_of(typed)
		scores: dict[str, float] = defaultdict(float)
		for part in parts:
			best: dict[str, float] = {}
			for word, likeness in rank_words(part, self.candidates(part), limit=SPELLINGS):
				for name in self.names[word]:
					best[name] = max(best.get(name, _UNLIKE), likeness)
			for name, likeness in best.items():
				scores[name] += len(part) * math.log(likeness / _UNLIKE)
		found = sorted(scores, key=lambda name: (-scores[name], name))[: 2 * limit]
		if len(parts) > 1 or any(len(self.words[name]) > 1 for name in found):
			found.sort(key=lambda name: -name_likeness(typed, self.written[name]))
		return found[:limit]
