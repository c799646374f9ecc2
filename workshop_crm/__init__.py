"""Workshop CRM: customer management for workshops of the Gulf, on ERPNext."""

__version__ = "15.0.0"
