"""What services need of the world, as protocols: rows.py of what is stored, portal.py of all else."""

from rvr_portal.ports.portal import (
    Bus,
    Figures,
    IceServers,
    Meters,
    Passwords,
    Portal,
    Presence,
    SmsSender,
    Times,
    Vault,
)
from rvr_portal.ports.rows import (
    Journal,
    Links,
    Messages,
    Officers,
    Rows,
    SealedLine,
    Sessions,
    Signals,
    Store,
    Visits,
)

__all__ = [
    "Bus",
    "Figures",
    "IceServers",
    "Journal",
    "Links",
    "Messages",
    "Meters",
    "Officers",
    "Passwords",
    "Portal",
    "Presence",
    "Rows",
    "SealedLine",
    "Sessions",
    "Signals",
    "SmsSender",
    "Store",
    "Times",
    "Vault",
    "Visits",
]
