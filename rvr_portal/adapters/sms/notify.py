"""Sends text messages through GOV.UK Notify."""

from __future__ import annotations

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from rvr_portal.domain.errors import SmsRefused, SmsUnavailable


class NotifySms:
    """The SmsSender port on GOV.UK Notify; the template is one personalisation, ((text))."""

    def __init__(self, api_key: str, template_id: str, base_url: str) -> None:
        self._api_key, self._template_id, self._base_url = api_key, template_id, base_url

    def send(self, to: str, text: str) -> str:
        """Notify's id of the message; 4xx is SmsRefused, the rest SmsUnavailable."""
        # The client says of itself that it is not thread-safe: one for each message.
        client = NotificationsAPIClient(self._api_key, base_url=self._base_url, timeout=10)
        try:
            answer = client.send_sms_notification(to, self._template_id, {"text": text})
        except APIError as error:
            if 400 <= error.status_code < 500 and error.status_code != 429:
                raise SmsRefused(str(error.message)) from error
            # The client calls it 503 where it could not reach Notify at all.
            raise SmsUnavailable(f"Notify answered {error.status_code}") from error
        return str(answer["id"])
