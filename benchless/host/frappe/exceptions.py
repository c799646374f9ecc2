"""Exceptions with the names, parents and HTTP codes of Frappe's own."""


class ValidationError(Exception):
	http_status_code = 417


class FrappeTypeError(TypeError):
	http_status_code = 417


class DoesNotExistError(ValidationError):
	http_status_code = 404

	def __init__(self, *args, doctype=None):
		super().__init__(*args)
		self.doctype = doctype


class Redirect(Exception):
	def __init__(self, http_status_code: int = 301):
		super().__init__(http_status_code)
		self.http_status_code = http_status_code


def _declare(parent: type, *lines: str) -> None:
	for line in lines:
		for name in line.split():
			name, _separator, code = name.partition(":")
			values = {"http_status_code": int(code)} if code else {}
			globals()[name] = type(name, (parent,), {"__module__": __name__, **values})


_declare(
	Exception,
	"SiteNotSpecifiedError UrlSchemeNotSupported AuthenticationError:401 SessionExpired:401 PermissionError:403",
	"NameError:409 OutgoingEmailError:501 SessionStopped:503 UnsupportedMediaType:415 CSRFTokenError:400",
	"TooManyRequestsError:429 SecurityException RetryBackgroundJobError FileAlreadyAttachedException",
	"QueryTimeoutError QueryDeadlockError TooManyWritesError",
)
_declare(globals()["NameError"], "DuplicateEntryError")
_declare(globals()["CSRFTokenError"], "InvalidAuthorizationHeader InvalidAuthorizationToken")
_declare(
	ValidationError,
	"PageDoesNotExistError:404 DataError InvalidStatusError MandatoryError NonNegativeError InvalidSignatureError",
	"RateLimitExceededError:429 CannotChangeConstantError CharacterLengthExceededError UpdateAfterSubmitError",
	"LinkValidationError DocstatusTransitionError TimestampMismatchError EmptyTableError LinkExistsError",
	"InvalidEmailAddressError InvalidNameError InvalidPhoneNumberError TemplateNotFoundError",
	"UniqueValidationError AppNotInstalledError ImplicitCommitError DocumentLockedError CircularLinkingError",
	"InvalidColumnName InvalidDates DataTooLongException AttachmentLimitReached InReadOnlyMode:503",
	"QueueOverloaded:503 PrintFormatError LinkExpired:410 MappingMismatchError",
)
_declare(globals()["LinkValidationError"], "CancelledLinkError")
