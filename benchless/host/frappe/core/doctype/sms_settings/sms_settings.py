"""Sending SMS is absent."""

import frappe


@frappe.whitelist()
def send_sms(receiver_list, msg, sender_name="", success_msg=True):
	"""Absent: SMS gateways need a bench."""
	raise NotImplementedError("send_sms is not part of the stand-in host; SMS gateways need a bench")
