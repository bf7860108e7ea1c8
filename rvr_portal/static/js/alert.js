/** The silent alert: shows nothing, says nothing, and does not give up on the first bad moment of a network. */

import { Refused, post } from "./signal.js";

const AGAIN = 5000;
const ROUNDS = 12;

/** @param {HTMLFormElement} form works as a plain form where this script is missing */
export function silentAlert(form, token) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, token, ROUNDS);
  });
}

function send(form, token, rounds) {
  post(form.action, token, new URLSearchParams(new FormData(form))).catch((error) => {
    if (error instanceof Refused || rounds === 0) return;
    setTimeout(() => send(form, token, rounds - 1), AGAIN);
  });
}
