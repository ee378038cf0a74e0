// Small conveniences; every page works without them.
"use strict";

// After a refused form the summary of errors is where reading goes on.
document.getElementById("errors")?.focus();

// A long form of filters would hide the register on a phone: it waits behind its heading there.
const phone = matchMedia("(max-width: 40rem)");
const foldFilters = () => {
  for (const box of document.querySelectorAll("details.filter-box")) {
    box.open = !phone.matches || box.querySelector(".field-error") !== null;
  }
};
foldFilters();
phone.addEventListener("change", foldFilters);

// A table wider than its place is scrolled; the keyboard has to reach it.
const reachTables = () => {
  for (const frame of document.querySelectorAll(".table-frame")) {
    const name = frame.querySelector("caption")?.textContent;
    if (frame.scrollWidth > frame.clientWidth) {
      frame.tabIndex = 0;
      if (name) {
        frame.setAttribute("role", "region");
        frame.setAttribute("aria-label", name);
      }
    } else {
      for (const attribute of ["tabindex", "role", "aria-label"]) frame.removeAttribute(attribute);
    }
  }
};
reachTables();
addEventListener("resize", reachTables);
document.addEventListener("toggle", reachTables, true);

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
