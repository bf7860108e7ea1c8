/** The officer's page asks, again at each change, until the server has let it into the call. */

import { post } from "./signal.js";

const NOT_YET = { in_call: false };

/** @returns {Promise<void>} when it is in, or when `over` says that nobody waits for it any more */
export function admitted(url, token, over) {
  return new Promise((done) => {
    async function ask() {
      const answer = await post(url, token, {}).catch(() => NOT_YET);
      if (answer && !answer.in_call && !over()) return;
      document.body.removeEventListener("nudge", ask);
      done();
    }
    document.body.addEventListener("nudge", ask);
    ask();
  });
}
