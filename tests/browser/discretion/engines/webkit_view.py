"""Run by Debian's Python: a WebKitGTK window that does what standard input says, one JSON line at a time."""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402


def view(folder):
    """A view whose cookies, caches and stores are files, as in a browser on a phone."""
    kept = WebKit2.WebsiteDataManager(
        base_data_directory=str(folder / "data"), base_cache_directory=str(folder / "cache")
    )
    kept.get_cookie_manager().set_persistent_storage(
        str(folder / "cookies.sqlite"), WebKit2.CookiePersistentStorage.SQLITE
    )
    made = WebKit2.WebView(web_context=WebKit2.WebContext(website_data_manager=kept))
    made.get_settings().set_property("enable-page-cache", True)
    window = Gtk.Window()
    window.set_default_size(447, 700)
    window.add(made)
    window.show_all()
    return made


def says(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Driven:
    """The view, and who waits for it."""

    def __init__(self, folder):
        self._page = view(folder)
        self._waited_for = False
        self._page.connect("load-changed", self._loaded)
        GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, self._hears)

    def _hears(self, *_):
        line = sys.stdin.readline()
        if not line:
            Gtk.main_quit()
            return False
        told = json.loads(line)
        getattr(self, told.pop("do"))(**told)
        return True

    def goto(self, url):
        self._waited_for = True
        self._page.load_uri(url)

    def _loaded(self, _, event):
        if event == WebKit2.LoadEvent.FINISHED and self._waited_for:
            self._waited_for = False
            says(value=None)

    def js(self, script):
        self._page.evaluate_javascript(script, -1, None, None, None, self._answered)

    def _answered(self, page, result):
        try:
            found = page.evaluate_javascript_finish(result)
            says(value=json.loads(found.to_json(0) or "null"))
        except GLib.Error as error:
            says(error=str(error))

    def version(self):
        numbers = (
            WebKit2.get_major_version(),
            WebKit2.get_minor_version(),
            WebKit2.get_micro_version(),
        )
        says(value=".".join(map(str, numbers)))


driven = Driven(Path(sys.argv[1]))
Gtk.main()
