/** Which cameras there are, and which comes next. No DOM. */

/** @returns {Promise<string[]>} the ids of the cameras */
export async function cameras() {
  if (!navigator.mediaDevices || !navigator.mediaDevices.enumerateDevices) return [];
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.filter((device) => device.kind === "videoinput").map((device) => device.deviceId);
}

/** The constraints for the camera after this one: the other way round on a phone, the next in the list elsewhere. */
export function nextCamera(settings, ids) {
  if (settings.facingMode) {
    return { facingMode: { ideal: settings.facingMode === "environment" ? "user" : "environment" } };
  }
  return { deviceId: { exact: ids[(ids.indexOf(settings.deviceId) + 1) % ids.length] } };
}
