"""Culture: names in two scripts, text folding, phones, money, dates and numbers of Oman.

Plain Python on purpose: nothing here imports Frappe, reads the database or knows a user, so every
rule can be tested on its own and used by any other package. This package depends on no other.

Modules and their public functions:

- `text`: fold, fold_arabic, fold_latin, has_arabic, base_direction, isolate, strip_marks,
  to_western_digits, to_arabic_digits
- `names`: PersonName, full_name, split_full_name, sort_key, formal_address, suggest_latin, suggest_arabic
  (written in `person_name`, `address_forms` and `transliteration`)
- `name_key`: NAME_KEY_VERSION, name_key, name_keys
- `name_index`: NAME_INDEX_VERSION, word_keys, probe_keys, probe_prefixes (from `name_letters` and `name_sounds`)
- `name_likeness`: word_likeness, rank_words, name_likeness (from `name_scoring`)
- `phones`: Phone, MalformedPhone, parse_phone, format_phone, phone_digits
- `money`: format_money, parse_amount, money_in_words (words from `number_words`, digits from `digits`)
- `dates`: format_date, format_time, format_datetime, format_number

It owns no DocType.
"""
