"""The console's blueprint; its views are in the modules beside this one."""

from __future__ import annotations

from flask import Blueprint

officer = Blueprint("officer", __name__, url_prefix="/officer")
