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


def main(folder):
    page = view(folder)
    waiting = []

    def loaded(_, event):
        if event == WebKit2.LoadEvent.FINISHED and waiting:
            says(value=waiting.pop())

    def answered(source, result):
        try:
            found = source.evaluate_javascript_finish(result)
            says(value=json.loads(found.to_json(0) or "null"))
        except Exception as error:
            says(error=str(error))

    def heard(source, _):
        line = sys.stdin.readline()
        if not line:
            Gtk.main_quit()
            return False
        told = json.loads(line)
        if told["do"] == "goto":
            waiting.append(None)
            page.load_uri(told["url"])
        elif told["do"] == "version":
            numbers = (
                WebKit2.get_major_version(),
                WebKit2.get_minor_version(),
                WebKit2.get_micro_version(),
            )
            says(value=".".join(map(str, numbers)))
        else:
            page.evaluate_javascript(told["script"], -1, None, None, None, answered)
        return True

    page.connect("load-changed", loaded)
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, heard)
    Gtk.main()


main(Path(sys.argv[1]))
