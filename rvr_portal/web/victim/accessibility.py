"""How these pages can be used, for anybody who asks."""

from __future__ import annotations

from flask import render_template

from rvr_portal.web.victim.guards import victim


@victim.get("/accessibility")
def accessibility() -> str:
    """As neutral as a wrong link: it is read before she says that it is safe."""
    return render_template("victim/accessibility.html", step="accessibility")
