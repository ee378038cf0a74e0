// Small conveniences; every page works without them.
"use strict";

// After a refused form the summary of errors is where reading goes on.
document.getElementById("errors")?.focus();

// A long form of filters would hide the register on a phone: it waits behind its heading there, unless it is in use.
const phone = matchMedia("(max-width: 40rem)");
const foldFilters = () => {
  for (const box of document.querySelectorAll("details.filter-box")) {
    const inUse = box.parentElement.querySelector(".filter-chip, .field-error");
    box.open = !phone.matches || Boolean(inUse);
  }
};
foldFilters();
phone.addEventListener("change", foldFilters);

// On paper a closed table would be lost, so tables behind charts open while the page is printed.
const opened = [];
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details.chart-data:not([open])")) {
    details.open = true;
    opened.push(details);
  }
});
addEventListener("afterprint", () => {
  for (const details of opened.splice(0)) details.open = false;
});

// The side index shows which section is being read.
const links = new Map();
for (const link of document.querySelectorAll(".page-aside a[href^='#']")) links.set(link.hash.slice(1), link);
if (links.size && "IntersectionObserver" in window) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(entry.target.id).setAttribute("aria-current", "location");
      }
    },
    { rootMargin: "0px 0px -70% 0px" },
  );
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) observer.observe(section);
  }
}
