// Runs before Gradio: its words exist for "en" only (see page.translations), while the page itself is Vietnamese.
Object.defineProperty(navigator, "language", { get: () => "en" });
new MutationObserver(() => {
  if (document.documentElement.lang !== "vi") document.documentElement.lang = "vi";
}).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });

// Parts whose content comes later are announced to screen readers.
const announced = ["tc-answer", "tc-hits", "tc-tasks", "tc-documents"];
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver((_, watcher) => {
    const left = announced.filter((id) => !document.getElementById(id)?.getAttribute("aria-live"));
    for (const id of left) document.getElementById(id)?.setAttribute("aria-live", "polite");
  }).observe(document.body, { childList: true, subtree: true });
});

// Gradio tells of a lost connection in English, whatever its words are.
const translated = { Error: "tc-error", "Connection Lost": "tc-error", "Connection to the server was lost. Attempting reconnection...": "tc-lost" };
document.addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => {
    for (const part of document.querySelectorAll(".toast-title, .toast-message-text")) {
      const name = translated[part.textContent.trim()];
      if (name) part.textContent = document.querySelector(`meta[name=${name}]`).content;
    }
  }).observe(document.body, { childList: true, subtree: true });
});
