"""A guest's pages: one address while they wait, talk and are done; nothing of the visit is on them."""

from rvr_portal.web.guest import arrival, page
from rvr_portal.web.guest.guards import guest

__all__ = ["arrival", "guest", "page"]
