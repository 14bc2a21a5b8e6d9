/**
 * The one script of the portfolio's pages: choosing, sorting and comparing, with the state in the URL. Every page is whole
 * without it; forms that need it are hidden until it is here.
 *
 * What the pages agree on with it:
 *
 * - `[data-prospectus-filter="SELECTOR"]` holds a `form.prospectus-filter` and the items that the selector finds. Each control of the
 *   form is a facet by its `name`; an item has `data-NAME`, several values with line breaks between. `text` is looked for in what an item
 *   says, and `sort` names a place in the item's `data-sort` (values with `|` between, in the order of the options after the first).
 *   An item with `data-twin` says again what another item says, and is only shown where all are sorted, for then its list is whole.
 * - `a[data-prospectus-choose="NAME=VALUE"]` shows the items with this value, wherever it stands.
 * - `table[data-table]` is sorted by its heads with `data-key`; a cell's `data-value` goes before its text.
 * - `[data-prospectus-compare]` holds a form with one `select[name=p]` and tables whose cells carry `data-project`; those of the
 *   chosen projects are shown, at most four.
 */
(() => {
  "use strict";

  const MOST_COMPARED = 4;
  const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;

  /** Elements that are at work already: a page may be mounted more than once. */
  const mounted = new WeakMap();

  /** The state in the URL. @returns {URLSearchParams} */
  const state = () => new URLSearchParams(location.search);

  /**
   * Put a state into the URL; on a page from disk a browser may refuse, and the page works all the same.
   * @param {URLSearchParams} params
   * @param {boolean} [isStep] whether the back button leads to the state before
   */
  function keep(params, isStep = false) {
    const query = params.toString().replaceAll("%2C", ",");
    const url = location.pathname + (query && `?${query}`) + location.hash;
    try {
      history[isStep ? "pushState" : "replaceState"](history.state, "", url);
    } catch {
      // the state lives as long as the page
    }
  }

  /** Text as it is compared. @param {string} text */
  const folded = (text) => text.normalize("NFC").toLowerCase();

  /** Two values, the empty ones last in either order. @param {string} a @param {string} b @param {number} sign */
  const inOrder = (a, b, sign) => (a && b ? sign * compare(a, b) : Number(!a) - Number(!b));

  /** Put elements back into their parents in this order. @param {Element[]} elements */
  function arrange(elements) {
    const lists = new Map();
    for (const one of elements) {
      const list = lists.get(one.parentElement) ?? document.createDocumentFragment();
      lists.set(one.parentElement, list);
      list.append(one);
    }
    // An element leaves its parent when it is put into the fragment, so parents are looked up before: see above.
    for (const [parent, list] of lists) parent.append(list);
  }

  /* -- choosing ------------------------------------------------------------------------------------------------------- */

  /** A list with its form. @param {HTMLElement} box @returns {{read: () => void}} */
  function filter(box) {
    const form = box.querySelector("form.prospectus-filter");
    const controls = [...form.elements].filter((one) => one.name);
    const sort = form.elements.namedItem("sort");
    const [count, none] = [form.querySelector(".count"), form.querySelector(".none")];
    const items = [...box.querySelectorAll(box.dataset.prospectusFilter)];
    const own = items.filter((one) => !("twin" in one.dataset));
    const twins = new Set(items.map((one) => "twin" in one.dataset && one.parentElement));
    const said = new Map();
    let sorted = "";

    /** What an item says, for the search in the text. @param {HTMLElement} item */
    const words = (item) => {
      if (!said.has(item)) said.set(item, folded(`${item.textContent} ${Object.values(item.dataset).join(" ")}`));
      return said.get(item);
    };

    const order = (by) => {
      if (by === sorted) return;
      sorted = by;
      if (!by) return arrange(items);
      const place = sort.selectedIndex - 1;
      const sign = by.startsWith("-") ? -1 : 1;
      const keys = new Map(items.map((one) => [one, (one.dataset.sort ?? "").split("|")[place] ?? ""]));
      arrange([...items].sort((a, b) => inOrder(keys.get(a), keys.get(b), sign)));
    };

    const apply = () => {
      const chosen = controls.filter((one) => one.value.trim() && one !== sort);
      const tests = chosen.map(({ name, value, tagName }) => {
        const wanted = folded(value.trim());
        if (name === "text") {
          const parts = wanted.split(/\s+/);
          return (item) => parts.every((part) => words(item).includes(part));
        }
        if (tagName === "INPUT") return (item) => folded(item.dataset[name] ?? "").includes(wanted);
        return (item) => (item.dataset[name] ?? "").split("\n").includes(value);
      });
      order(sort?.value ?? "");
      const isWhole = sorted && items.length > own.length;
      let shown = 0;
      for (const item of items) {
        const isOffered = isWhole ? twins.has(item.parentElement) : !("twin" in item.dataset);
        const isShown = isOffered && tests.every((test) => test(item));
        if (item.hidden === isShown) item.hidden = !isShown;
        shown += isShown;
      }
      for (const list of new Set(items.map((one) => one.closest("table, ul, ol") ?? one.parentElement))) {
        const part = list.closest(".prospectus-scroll") ?? list;
        part.hidden = !list.querySelector(":scope > :not([hidden]), tbody > tr:not(.group, [hidden])");
      }
      for (const group of box.querySelectorAll("tr.group")) {
        group.hidden = !group.parentElement.querySelector("tr:not(.group, [hidden])");
      }
      for (const one of controls) one.toggleAttribute("data-chosen", Boolean(one.value));
      count.textContent = count.dataset.text.replace("{0}", shown).replace("{1}", own.length);
      none.hidden = shown > 0;
      form.classList.toggle("chosen", chosen.length > 0 || Boolean(sorted));
      box.classList.toggle("whole", Boolean(isWhole));
    };

    const write = () => {
      const params = state();
      for (const { name, value } of controls) value.trim() ? params.set(name, value.trim()) : params.delete(name);
      keep(params);
      apply();
    };

    const read = () => {
      const params = state();
      for (const one of controls) {
        const value = params.get(one.name) ?? "";
        one.value = value;
        if (one.tagName === "SELECT" && one.value !== value) one.selectedIndex = 0;
        if (one.value) one.closest("details")?.setAttribute("open", "");
      }
      apply();
    };

    const names = controls.map((one) => one.name);
    const choose = (chosen) => {
      const params = state();
      for (const name of names) params.delete(name);
      for (const [name, value] of new URLSearchParams(chosen)) params.set(name, value);
      keep(params, true);
      read();
      form.scrollIntoView();
      form.elements.namedItem("text").focus({ preventScroll: true });
    };

    form.addEventListener("input", write);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const one of controls) one.value = "";
      write();
    });
    form.hidden = false;
    return { read, choose };
  }

  /* -- sorting by a column ---------------------------------------------------------------------------------------------- */

  /** A table that is sorted by its heads, each group of rows for itself. @param {HTMLTableElement} table */
  function heads(table) {
    const name = `sort-${table.dataset.table}`;
    const places = [...table.tHead.rows[0].cells];
    const bodies = [...table.tBodies].map((body) => [...body.rows].filter((row) => !row.classList.contains("group")));
    if (!bodies.some((rows) => rows.length > 1)) return { read() {} };

    /** What a row is sorted by in a column. @param {HTMLTableRowElement} row @param {number} at */
    const value = (row, at) => {
      const cell = row.cells[at];
      return (cell?.dataset.value ?? cell?.textContent ?? "").trim();
    };

    /** Numbers by their amount, all else as text. @param {boolean} isNumber */
    const pair = (isNumber, a, b, sign) => {
      const [x, y] = [parseFloat(a.replaceAll(",", "")), parseFloat(b.replaceAll(",", ""))];
      if (!isNumber || (Number.isNaN(x) && Number.isNaN(y))) return inOrder(a, b, sign);
      return Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : sign * (x - y);
    };

    const read = () => {
      const by = state().get(name) ?? "";
      const sign = by.startsWith("-") ? -1 : 1;
      const at = places.findIndex((head) => head.dataset.key === by.replace(/^-/, ""));
      for (const [index, head] of places.entries()) {
        if (index === at) head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      for (const rows of bodies) {
        if (at < 0) arrange(rows);
        else {
          const isNumber = places[at].classList.contains("number");
          const keys = new Map(rows.map((row) => [row, value(row, at)]));
          arrange([...rows].sort((a, b) => pair(isNumber, keys.get(a), keys.get(b), sign)));
        }
      }
    };

    for (const head of places) {
      const key = head.dataset.key;
      if (!key || !head.textContent.trim()) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const params = state();
        params.set(name, head.getAttribute("aria-sort") === "ascending" ? `-${key}` : key);
        keep(params);
        read();
      });
    }
    return { read };
  }

  /* -- comparing ------------------------------------------------------------------------------------------------------- */

  /** Tables of which the columns of some projects are shown. @param {HTMLElement} box */
  function comparison(box) {
    const cells = [...box.querySelectorAll("[data-project]")];
    const form = box.querySelector("form");
    const first = form?.querySelector("select[name=p]");
    const field = first?.closest("label") ?? first;
    const selects = first ? [first] : [];
    while (field && selects.length < MOST_COMPARED) {
      const copy = field.cloneNode(true);
      [...form.querySelectorAll("select[name=p]")].at(-1).closest("label, form > *")?.after(copy);
      selects.push(copy.matches("select") ? copy : copy.querySelector("select"));
    }

    const read = () => {
      const known = new Set(cells.map((cell) => cell.dataset.project));
      const given = (state().get("p") ?? "").split(",").filter((id) => known.has(id));
      const chosen = [...new Set(given)].slice(0, MOST_COMPARED);
      for (const [at, select] of selects.entries()) select.value = chosen[at] ?? "";
      for (const cell of cells) cell.hidden = chosen.length > 0 && !chosen.includes(cell.dataset.project);
    };

    form?.addEventListener("submit", (event) => event.preventDefault());
    form?.addEventListener("input", () => {
      const params = state();
      const chosen = [...new Set(selects.map((select) => select.value).filter(Boolean))];
      chosen.length ? params.set("p", chosen.join(",")) : params.delete("p");
      keep(params);
      read();
    });
    form?.addEventListener("reset", (event) => {
      event.preventDefault();
      const params = state();
      params.delete("p");
      keep(params);
      read();
    });
    if (form) form.hidden = false;
    return { read };
  }

  /* -- at work --------------------------------------------------------------------------------------------------------- */

  const KINDS = [
    ["[data-prospectus-filter]", filter],
    ["[data-prospectus-compare]", comparison],
    ["table[data-table]", (table) => (table.closest("[data-prospectus-filter]:has([name=sort])") ? { read() {} } : heads(table))],
  ];

  /** Everything on the page that is at work, in the state of the URL. */
  function mount() {
    for (const [selector, make] of KINDS) {
      for (const element of document.querySelectorAll(selector)) {
        if (mounted.has(element)) continue;
        mounted.set(element, make(element));
        mounted.get(element).read();
      }
    }
  }

  /** Show what the URL says, after the back button. */
  function reread() {
    for (const [selector] of KINDS) {
      for (const element of document.querySelectorAll(selector)) mounted.get(element)?.read();
    }
  }

  addEventListener("popstate", reread);

  // In the capture phase: a theme that loads pages by itself would follow the link.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[data-prospectus-choose]");
      const box = document.querySelector("[data-prospectus-filter]");
      if (!link || !mounted.has(box) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      mounted.get(box).choose(link.dataset.prospectusChoose);
    },
    true,
  );

  // Material for MkDocs tells of each page that it loads; from disk it never does.
  if (typeof document$ !== "undefined") document$.subscribe(mount);
  mount();
})();
