"""Text message senders, chosen by name through RVR_SMS."""

from rvr_portal.adapters.sms.console import ConsoleSms
from rvr_portal.adapters.sms.file import FileSms
from rvr_portal.adapters.sms.notify import NotifySms

__all__ = ["ConsoleSms", "FileSms", "NotifySms"]
