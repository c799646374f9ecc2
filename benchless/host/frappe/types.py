"""The attribute dictionary."""


class _dict(dict):
	"""A dict whose keys are attributes; a missing one is None."""

	__slots__ = ()
	__getattr__ = dict.get
	__setattr__ = dict.__setitem__
	__delattr__ = dict.__delitem__

	def __setstate__(self, state):
		self.update(state)

	def __getstate__(self):
		return self

	def update(self, other=None, **kwargs):
		"""Update and return self."""
		super().update(other or {}, **kwargs)
		return self

	def copy(self):
		"""A copy of the same kind."""
		return _dict(self)
