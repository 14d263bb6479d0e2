/* What was chosen or typed before the script of a page was there, as on a slow line: what is not as the page came.
   Forms say autocomplete="off", or a browser would put back by itself what stood there at an earlier visit.

   Asked for first; what it returns is called once the page is taken over, puts it back and tells each control. Where
   another visit left a text in the same field, that stays before what was typed now, as between two devices. */

const isInstead = ([control]) => control.name.startsWith("instead-");

export function early(within) {
  const found = [...within.querySelectorAll("input:not([type=hidden]), textarea")]
    .filter((each) => (each.type === "radio" ? each.checked && !each.defaultChecked : differs(each)))
    .map((each) => [each, each.checked, each.value])
    // A level that was given as well as something in its place counts: it comes last, and takes that back.
    .sort((one, other) => isInstead(other) - isInstead(one));
  return (changed) => {
    for (const [control, checked, value] of found) {
      [control.checked, control.value] = [checked, control.matches("textarea") ? both(control.value, value) : value];
      changed(control);
    }
  };
}

export const both = (left, typed) => (!left || typed.startsWith(left) ? typed : `${left}\n\n${typed}`);
const differs = (each) => (each.type === "checkbox" ? each.checked !== each.defaultChecked : each.value !== each.defaultValue);
