/* A button in every password field that shows what is typed, and hides it again. */

for (const field of document.querySelectorAll("input[type=password][data-reveals]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "reveal";
  button.setAttribute("aria-controls", field.id);

  const frame = document.createElement("span");
  frame.className = "reveal-frame";
  const [held, start, end] = [document.activeElement === field, field.selectionStart, field.selectionEnd];
  field.before(frame);
  frame.append(field, button);
  // What is moved loses the focus; someone may be typing already.
  if (held) field.focus();
  if (held) field.setSelectionRange(start, end);

  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-label", `${button.textContent} ${field.dataset.reveals}`);
  };
  button.addEventListener("click", () => {
    show(field.type === "password");
    field.focus();
  });
  // What is sent is a password again, so that no browser keeps it among the texts once typed.
  field.form?.addEventListener("submit", () => show(false));
  show(false);
}
