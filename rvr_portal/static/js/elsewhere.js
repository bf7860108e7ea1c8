/** Her call in another system's page: what stays here needs no more of the call's script than the alert. */

import { silentAlert } from "./alert.js";

/** @param {HTMLElement} root holds `#alert` */
export function start(root) {
  silentAlert(root.querySelector("#alert").form, document.body.dataset.csrf);
}
