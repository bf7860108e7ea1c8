/** What the other side says of itself, shown and put into words. */

const TOLD = {
  microphone: ["other_muted", "other_unmuted"],
  camera: ["other_camera_off", "other_camera_on"],
  thin: ["other_thick", "other_thin"],
  sound: ["other_not_listening", "other_listening"],
};

/**
 * @param {(there: boolean) => void} picture
 * @param {(name: string) => void} say
 * @returns {(now: object) => void} for `onOther` of session.js; only what is new is said
 */
export function otherSide(picture, say) {
  const known = { microphone: true, camera: true, thin: false, sound: null };
  return (now) => {
    picture(now.camera && !now.thin);
    Object.keys(TOLD).forEach((name) => {
      if (now[name] !== known[name] && (name !== "thin" || now.camera)) say(TOLD[name][Number(now[name])]);
    });
    Object.assign(known, now);
  };
}
