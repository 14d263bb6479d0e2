/* The page of an interview: notes are sent while they are typed and kept on this device until they are saved;
   keys lead from question to question; the time spent on each is measured; what others write appears below. */

import { Beside } from "./interview-beside.js";
import { Clock } from "./interview-clock.js";
import { Notes } from "./interview-notes.js";
import { ratings, points } from "./interview-ratings.js";
import { outbox, post } from "./outbox.js";

const talk = document.getElementById("talk");
const done = "done" in talk.dataset;
const saved = document.getElementById("saved");

const box = outbox(`interview/${talk.dataset.interview}/${talk.dataset.account}`, send, tell, arrived);
const notes = new Notes(talk, box);
const clock = new Clock(talk, notes);
const give = points(talk, box);
ratings(talk, box);
new Beside(talk, notes).start();

function send(key, value, { device, turn }) {
  const { writer, ...body } = value;
  return post(talk.dataset.save, { ...body, device: writer ?? device, turn }, talk.dataset.token);
}

function arrived(key, value, answer, pending) {
  if (value.kind === "note") notes.arrived(value, answer, pending);
  if (value.kind === "points") give.arrived();
}

function tell(state, detail) {
  if (state === "refused") {
    if (detail.value.kind === "note") notes.refused(detail.value, detail.fault);
    else give.refused(detail);
    return;
  }
  const shown = state === "saved" && !box.empty ? "saving" : state;
  for (const each of saved.querySelectorAll("[data-state]")) each.hidden = each.dataset.state !== shown;
  if (shown === "unsent") {
    const words = typeof detail === "string" ? detail : box.kept ? "Not sent yet. Kept on this device." : "Not sent yet. Keep this page open.";
    saved.querySelector("[data-state=unsent] .saved").lastChild.textContent = words;
  }
}

if (!done) {
  for (const each of talk.querySelectorAll("[data-keep] button")) each.hidden = true;
  talk.querySelector("[data-keys]").hidden = false;
  notes.restore();
  clock.start();
  tell("saved");
  if (location.hash === "#talk") begin();
}
if (!box.empty) box.wake();

/* Go to the first question once the browser itself has gone to the place that the address names, which takes the
   focus from where it is. Whoever writes already goes on there. */
function begin() {
  let at = talk.contains(document.activeElement) ? document.activeElement : null;
  const note = (event) => (at = event.target);
  talk.addEventListener("focusin", note);
  window.addEventListener("load", () => setTimeout(() => {
    talk.removeEventListener("focusin", note);
    if (at) at.focus({ preventScroll: true });
    else notes.begin();
  }));
}

/* Ctrl and Enter collide with nothing a browser or a screen reader does in a field of text. */
talk.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  const stops = [...talk.querySelectorAll("[data-spot], #part-charter, #part-points")];
  const at = stops.indexOf(event.target.closest("[data-spot], #part-charter, #part-points"));
  const to = at < 0 ? undefined : stops[at + (event.shiftKey ? -1 : 1)];
  if (at < 0) return;
  event.preventDefault();
  if (to?.dataset.spot !== undefined) notes.focus(to.dataset.spot);
  else if (to) enter(to);
});

/* Go to the first thing of the charter or the points that is not given yet. */
function enter(part) {
  const open = part.querySelector("input[type=radio][value='']:checked");
  const subject = open?.closest("[data-subject]");
  (open ?? part.querySelector("input:checked, [data-point]"))?.focus({ preventScroll: true });
  (subject && subject !== part.querySelector("[data-subject]") ? subject : part).scrollIntoView({ block: "start" });
}

const jump = document.getElementById("jump");
jump.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  jump.open = false;
  if (link.dataset.jump === undefined) return;
  event.preventDefault();
  notes.focus(link.dataset.jump);
});
jump.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !jump.open) return;
  jump.open = false;
  jump.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (jump.open && !jump.contains(event.target)) jump.open = false;
});

/* What is still on its way goes first when the interview is finished. */
for (const form of document.querySelectorAll("form[data-turn]")) {
  form.addEventListener("submit", async (event) => {
    if (box.empty && !clock.pending) return;
    event.preventDefault();
    clock.stop();
    await box.flush(3000);
    if (box.empty) form.submit();
    else tell("unsent", "Not sent yet, so the interview stays as it is. Try again when you are online.");
  });
}
