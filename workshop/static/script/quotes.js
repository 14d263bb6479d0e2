/* After a theme was added, the keys go on where they were: the address names the field. */

const field = location.hash && document.getElementById(location.hash.slice(1));
if (field instanceof HTMLInputElement && document.activeElement === document.body) field.focus();
