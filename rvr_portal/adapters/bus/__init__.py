"""Ways of waking whoever looks at a visit."""

from rvr_portal.adapters.bus.in_process import InProcessBus

__all__ = ["InProcessBus"]
