"use strict";
/* Progressive enhancement only: every page works without this file. */
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  /* ── 前の答えに応じて問いを開く ── data-shown-when="path=a|b"; several questions: "path=a,other=b" (any of them) */
  const answersOf = (form, name) =>
    all(`[name="${CSS.escape(name)}"]`, form)
      .filter((field) => field.type !== "hidden" && !field.disabled && ((field.type !== "radio" && field.type !== "checkbox") || field.checked))
      .map((field) => field.value);

  const refresh = (form) => {
    for (const part of all("[data-shown-when]", form)) {
      const show = part.dataset.shownWhen.split(",").some((condition) => {
        const [name, wanted] = condition.split("=");
        const answers = answersOf(form, name);
        return wanted.split("|").some((one) => answers.includes(one));
      });
      part.hidden = !show;
      // An answer to a question that is no longer asked must not be sent.
      for (const field of all("input, select, textarea", part)) {
        if (!show && !field.disabled) {
          field.disabled = true;
          field.dataset.closed = "";
        } else if (show && "closed" in field.dataset && !field.closest("[data-shown-when][hidden]")) {
          field.disabled = false;
          delete field.dataset.closed;
        }
      }
    }
  };

  for (const form of all("form")) {
    if (form.querySelector("[data-shown-when]")) {
      for (const note of all("[data-without-script]", form)) note.hidden = true;
      form.addEventListener("change", () => refresh(form));
      refresh(form);
    }
  }

  /* ── 保存していない入力 ── data-guard */
  let unsaved = false;
  for (const form of all("form[data-guard]")) {
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
  }
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  /* ── 二度押しを防ぐ ── */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    window.setTimeout(() => { delete form.dataset.sent; }, 5000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
  });

  /* ── 確認の小窓 ── data-confirm="…" */
  const make = (tag, text, className = "") => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const ask = (form, button) => {
    const dialog = make("dialog", "");
    const title = make("h2", "確認");
    title.id = "confirm-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const row = make("div", "", "button-row");
    const cancel = make("button", "戻る", "button");
    const go = make("button", button ? button.textContent.trim() : "実行する", `button primary${button?.classList.contains("danger") ? " danger" : ""}`);
    cancel.type = go.type = "button";
    row.append(cancel, go);
    dialog.append(title, make("p", form.dataset.confirm), row);
    cancel.addEventListener("click", () => dialog.close());
    go.addEventListener("click", () => {
      form.dataset.confirmed = "1";
      dialog.close();
      form.requestSubmit(button);
      delete form.dataset.confirmed;
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      button?.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    cancel.focus();
  };

  for (const form of all("form[data-confirm]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.confirmed) return;
      event.preventDefault();
      ask(form, event.submitter);
    });
  }

  /* ── 日付と金額の読み ── data-echo="date|yen" */
  const ERAS = [["令和", "R", 2018, "2019-05-01"], ["平成", "H", 1988, "1989-01-08"], ["昭和", "S", 1925, "1926-12-25"], ["大正", "T", 1911, "1912-07-30"], ["明治", "M", 1867, "1868-01-25"]];

  const readDate = (typed) => {
    const text = typed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
    const found = text.match(/^(?:西暦)?([0-9]{4})[年\-/.]([0-9]{1,2})[月\-/.]([0-9]{1,2})日?$/)
      || text.match(/^(令和?|平成?|昭和?|大正?|明治?|[RHSTM])(元|[0-9]{1,2})[年\-/.]([0-9]{1,2})[月\-/.]([0-9]{1,2})日?$/);
    if (!found) return null;
    let [year, month, day] = found.slice(-3).map(Number);
    if (found.length === 5) {
      const era = ERAS.find(([name, letter]) => found[1] === letter || found[1][0] === name[0]);
      year = era[2] + (found[2] === "元" ? 1 : Number(found[2]));
    }
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
  };

  const sayDate = (typed) => {
    const date = readDate(typed);
    if (!date) return null;
    const iso = date.toISOString().slice(0, 10);
    const era = ERAS.find((one) => iso >= one[3]);
    if (!era) return null;
    const year = date.getUTCFullYear() - era[2];
    return `${era[0]}${year === 1 ? "元" : year}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日（${"日月火水木金土"[date.getUTCDay()]}）${iso}`;
  };

  const sayYen = (typed) => {
    const digits = typed.normalize("NFKC").replace(/[\s,円¥金]/g, "");
    if (!/^[0-9]{1,16}$/.test(digits)) return null;
    if (digits.length < 5) return "";
    const parts = [[1e12, "兆"], [1e8, "億"], [1e4, "万"], [1, ""]].map(([unit, name]) => [Math.floor(Number(digits) / unit) % 10000, name]);
    return `${parts.filter(([value]) => value).map(([value, name]) => value.toLocaleString("ja-JP") + name).join("")}円`;
  };

  for (const field of all("[data-echo]")) {
    const echo = document.getElementById(`${field.id}-reading`);
    const say = field.dataset.echo === "date" ? sayDate : sayYen;
    const update = (leaving) => {
      const reading = field.value.trim() === "" ? "" : say(field.value);
      const unread = reading === null && leaving;
      echo.textContent = unread ? "読み取れません。書き方を確かめてください。" : reading ?? "";
      echo.classList.toggle("bad", unread);
    };
    field.addEventListener("input", () => update(false));
    field.addEventListener("blur", () => update(true));
  }

  /* ── 表示中の行から探す ── */
  for (const part of all("[data-needs-script]")) part.hidden = false;
  for (const field of all("[data-filter-rows]")) {
    const rows = all(`#${CSS.escape(field.dataset.filterRows)} > tbody > tr`);
    const count = document.getElementById(`${field.id}-count`);
    const key = (text) => text.normalize("NFKC").toLowerCase();
    field.addEventListener("input", () => {
      const words = key(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !words.every((word) => key(row.textContent).includes(word));
        if (!row.hidden) shown += 1;
      }
      count.textContent = words.length ? `${rows.length}行のうち${shown}行` : "";
    });
  }

  /* ── 誤りのまとめへ ── */
  document.getElementById("error-summary")?.focus();
})();
