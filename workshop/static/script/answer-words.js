/* What the scripts say, in the language of the page: it brings the words with it, unless they are the English ones
   that stand here. A number takes the form that its language has for it. */

const BROUGHT = JSON.parse(document.querySelector("main")?.dataset.words ?? "{}");
const NUMBERS = new Intl.PluralRules(document.documentElement.lang || "en");

const putInto = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

export function gettext(text, values = {}) {
  return putInto(BROUGHT[text] ?? text, values);
}

export function ngettext(one, many, number) {
  return putInto(BROUGHT[one]?.[NUMBERS.select(number)] ?? (number === 1 ? one : many), { num: number });
}
