// Passkeys: asks the browser for one and sends its answer. The page tells what to do where there are none.
"use strict";

const { webauthnJSON } = window;

const options = async (form) => {
  const kept = document.getElementById("passkey-options");
  if (kept) return JSON.parse(kept.textContent);
  const answer = await fetch(form.action, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

const ask = async (form) => {
  const told = await options(form);
  return told.creation_options ? webauthnJSON.create(told.creation_options) : webauthnJSON.get(told.request_options);
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  if (!webauthnJSON?.supported()) {
    trouble.hidden = false;
    continue;
  }
  form.querySelector("[data-passkey-button]").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}
