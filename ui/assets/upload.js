// "Nạp văn bản": sends the chosen files one by one to the HTTP interface and tells what became of each.
// What comes from a file or the server is only ever set as text.
{
  const waiting = [];
  const settled = []; // { outcome, entry, file }
  let sending = false;
  let interrupted = false; // the connection broke: the next report goes on with this one
  let count = 0;

  const form = () => document.getElementById("tc-upload");
  const said = () => JSON.parse(form().dataset.words);
  const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  function made(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function tell(sentence, share = null) {
    form().querySelector("[role=status]").textContent = sentence;
    const bar = form().querySelector("progress");
    bar.hidden = share === null;
    bar.value = share ?? 0;
  }

  function showChosen() {
    form().querySelector(".tc-chosen").replaceChildren(...waiting.map((file) => {
      const { remove, removeFile } = said();
      const button = made("button", { type: "button", class: "tc-remove", "aria-label": filled(removeFile, { file: file.name }) }, remove);
      button.addEventListener("click", () => {
        const position = waiting.indexOf(file);
        if (position >= 0) waiting.splice(position, 1);
        showChosen();
        form().querySelector(".tc-choose").focus();
      });
      return made("li", {}, made("span", {}, file.name), button);
    }));
    form().querySelector("#tc-upload-send").disabled = sending;
  }

  function choose(files) {
    waiting.push(...files);
    if (sending) count += files.length;
    else tell("");
    showChosen();
  }

  // Returns { status, body }; status 0 when the connection broke.
  function post(file, fields, onShare) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("files", file);
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      request.open("POST", "/api/v1/documents");
      request.upload.addEventListener("progress", (event) => onShare(event.loaded / event.total));
      request.upload.addEventListener("load", () => onShare(1));
      request.addEventListener("load", () => {
        let told = null;
        try { told = JSON.parse(request.responseText); } catch { /* not from this service */ }
        resolve({ status: request.status, body: told });
      });
      for (const failure of ["error", "abort", "timeout"]) request.addEventListener(failure, () => resolve({ status: 0, body: null }));
      request.send(body);
    });
  }

  function settle(file, { status, body }) {
    const { outcomes, refused } = said();
    const before = settled.length;
    for (const outcome of [...Object.keys(outcomes), "duplicates"])
      for (const entry of Array.isArray(body?.[outcome]) ? body[outcome] : []) settled.push({ outcome, entry, file });
    if (settled.length === before) {
      const reason = typeof body?.detail === "string" ? body.detail : filled(refused, { status });
      settled.push({ outcome: "failed", entry: { file: file.name, reason }, file });
    }
  }

  function releaseForm(one) {
    const { releaseAuthor, release } = said();
    const name = made("input", { name: "author", required: "", maxlength: "200", autocomplete: "name" });
    name.value = localStorage.getItem("tc-author") ?? "";
    const asked = made("form", { class: "tc-release" }, made("label", {}, releaseAuthor, " ", name), made("button", { type: "submit" }, release));
    asked.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!name.value.trim()) { name.value = ""; name.reportValidity(); return; }
      localStorage.setItem("tc-author", name.value.trim());
      asked.querySelector("button").disabled = true;
      tell(filled(said().reading, { number: 1, count: 1, file: one.file.name }));
      const answer = await post(one.file, { release: one.entry.sha256, author: name.value.trim() }, () => {});
      if (answer.status === 0) {
        asked.querySelector("button").disabled = false;
        tell(filled(said().lost, { file: one.file.name }));
        return;
      }
      settled.splice(settled.indexOf(one), 1);
      settle(one.file, answer);
      tell("");
      showReport();
    });
    return asked;
  }

  function reportItem(one) {
    const { entry } = one;
    const name = String(entry.file ?? one.file.name);
    if (entry.document_id && !entry.message) {
      const address = `/van-ban/${encodeURIComponent(entry.document_id)}`;
      const told = Array.isArray(entry.warnings) ? entry.warnings : [];
      const warnings = told.length ? [made("ul", { class: "tc-warned" }, ...told.map((warning) => made("li", {}, String(warning.message))))] : [];
      return made("li", {}, made("a", { href: address, target: "_blank", rel: "noopener" }, name), ...warnings);
    }
    const item = made("li", {}, made("b", {}, name), `: ${entry.reason ?? entry.message ?? ""}`);
    if (entry.doubt === true && entry.sha256) item.append(releaseForm(one));
    return item;
  }

  // Entries keep their elements, so that nobody loses the name being typed when the next file is done.
  function showReport() {
    const { outcomes, duplicates } = said();
    const focused = document.activeElement;
    const sections = [];
    for (const [outcome, heading] of [...Object.entries(outcomes), ["duplicates", duplicates]]) {
      const entries = settled.filter((one) => one.outcome === outcome);
      if (!entries.length) continue;
      const title = made("h3", {}, `${heading} `, made("span", {}, `(${entries.length})`));
      sections.push(made("section", { class: `tc-outcome tc-${outcome}` }, title, made("ul", {}, ...entries.map((one) => (one.item ??= reportItem(one))))));
    }
    const report = document.getElementById("tc-report");
    report.replaceChildren(...sections);
    if (report.contains(focused)) focused.focus();
  }

  async function send() {
    if (sending) return;
    if (!waiting.length) { tell(said().none); return; }
    sending = true;
    settled.splice(0, settled.length, ...settled.filter((one) => interrupted || one.entry.doubt === true));
    count = waiting.length;
    let lost = null;
    for (let number = 1; waiting.length; number += 1) {
      const file = waiting.shift();
      showChosen();
      if (file.size > Number(form().dataset.largest)) {
        settle(file, { status: 413, body: { detail: filled(said().large, { limit: Math.floor(form().dataset.largest / 2 ** 20) }) } });
        showReport();
        continue;
      }
      const answer = await post(file, {}, (share) => {
        const values = { number, count, file: file.name, percent: Math.floor(share * 100) };
        // Reading a file takes as long as sending it, and no one knows how far it is.
        tell(filled(share < 1 ? said().sending : said().reading, values), (number - 1 + share / 2) / count);
      });
      if (answer.status === 0) {
        lost = file;
        waiting.unshift(file);
        break;
      }
      settle(file, answer);
      showReport();
    }
    sending = false;
    interrupted = lost !== null;
    showChosen();
    tell(lost ? filled(said().lost, { file: lost.name }) : filled(said().done, { count }));
  }

  const dropped = (event) => event.target.closest?.("#tc-files");
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#tc-files .tc-choose")) form().querySelector("input[type=file]").click();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("#tc-files input[type=file]")) return;
    choose([...event.target.files]);
    event.target.value = ""; // the same file may be chosen again
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "tc-upload") return;
    event.preventDefault();
    send();
  });
  document.addEventListener("dragover", (event) => {
    const zone = dropped(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.add("tc-over");
  });
  document.addEventListener("dragleave", (event) => dropped(event)?.classList.remove("tc-over"));
  document.addEventListener("drop", (event) => {
    const zone = dropped(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.remove("tc-over");
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const isFolder = (item) => item.webkitGetAsEntry?.()?.isDirectory === true;
    const folders = items.some(isFolder);
    choose(items.filter((item) => !isFolder(item)).map((item) => item.getAsFile()).filter(Boolean));
    if (folders) tell(said().folder);
  });
}
