// What staff say of a task: the form beneath it is sent to the HTTP interface, with the version that was seen.
const address = (id) => `/api/v1/tasks/${encodeURIComponent(id)}`;
const author = { get: () => localStorage.getItem("tc-author") ?? "", set: (name) => localStorage.setItem("tc-author", name) };

async function told(response, otherwise) {
  try { return (await response.json()).detail ?? otherwise; } catch { return otherwise; }
}

async function save(form) {
  const { id, version, saved, failed, overwrite } = form.dataset;
  const field = (name) => form.elements.namedItem(name);
  const message = form.querySelector("[role=status]");
  message.textContent = "…";
  author.set(field("author").value);
  const body = { status: field("status").value, note: field("note").value, author: field("author").value, version: Number(version) };
  try {
    const response = await fetch(address(id), { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!response.ok) {
      message.textContent = await told(response, failed);
      if (response.status === 409) {
        const now = await (await fetch(address(id))).json();
        form.dataset.version = now.version;
        message.textContent += " " + overwrite.replace("{status}", now.status_text).replace("{note}", now.note);
      }
      return;
    }
    const now = await response.json();
    form.dataset.version = now.version;
    message.textContent = saved;
    const shown = form.closest("li").querySelector(".tc-status-now");
    shown.textContent = field("status").selectedOptions[0].textContent;
    shown.dataset.status = now.status;
    form.closest("li").querySelector(".tc-note-now").textContent = now.note;
  } catch {
    message.textContent = failed;
  }
}

async function strikeOut(button) {
  const { id, sure, done, failed } = button.dataset;
  if (!confirm(sure)) return;
  const response = await fetch(`/api/v1/tasks/orphans/${encodeURIComponent(id)}`, { method: "DELETE" });
  button.closest("li").textContent = response.ok ? done : await told(response, failed);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.tc-standing")) return;
  event.preventDefault();
  save(event.target);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.tc-edit, button.tc-strike");
  if (!button) return;
  if (button.matches(".tc-strike")) { strikeOut(button); return; }
  const form = button.closest("li").querySelector("form.tc-standing");
  form.hidden = !form.hidden;
  button.setAttribute("aria-expanded", String(!form.hidden));
  if (!form.hidden) {
    if (!form.elements.namedItem("author").value) form.elements.namedItem("author").value = author.get();
    form.elements.namedItem("status").focus();
  }
});
