"""Calls over bad links, measured: the real portal, a real relay and two real browsers in networks of their own."""
