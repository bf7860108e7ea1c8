"""The WSGI application, for `flask --app app` and `gunicorn app:application`."""

from rvr_portal import create_app

application = app = create_app()
