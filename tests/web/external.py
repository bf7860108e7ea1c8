"""A force that keeps its own video system: its list, an address of it, and the fixtures of both faces."""

from __future__ import annotations

from rvr_portal.domain.external import Provider

PROVIDERS = (Provider("GoodSAM", ("meet.provider.example", "*.video.example")),)
URL = "https://room-7f3a.video.example/join?a=1&token=s3cret-t0ken#key"
OTHER = "https://meet.provider.example/2"
