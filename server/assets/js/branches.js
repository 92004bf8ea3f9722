// Branches of a tree (`li[data-place]`) are moved by dragging them onto another one that can hold them: the form at their
// place is sent, and the tree comes anew. The menu of a branch leads to a page that does the same.
import { say } from "./toast.js";

let lifted = null;
let waiting;

const branchOf = (event) => event.target.closest?.("tree-view a.node")?.closest("li");

// A purpose hangs on any category, a category on another one at the top.
const holds = (branch) => {
  const kind = branch.dataset.kind;
  if (!kind || kind === "purpose" || lifted.contains(branch) || branch === lifted.parentElement.closest("li")) return false;
  return lifted.dataset.kind === "purpose" || kind === "category";
};

const mark = (branch) => {
  for (const old of document.querySelectorAll(".node.dropping")) old.classList.remove("dropping");
  branch?.querySelector("a.node").classList.add("dropping");
};

document.addEventListener("dragstart", (event) => {
  const branch = branchOf(event);
  lifted = branch?.dataset.place ? branch : null;
  if (!lifted) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", branch.querySelector(".name").textContent);
});

document.addEventListener("dragend", () => {
  lifted = null;
  mark(null);
});

document.addEventListener("dragover", (event) => {
  const branch = lifted && branchOf(event);
  if (!branch || !holds(branch)) return lifted && mark(null);
  event.preventDefault();
  const item = branch.querySelector("a.node");
  if (item.classList.contains("dropping")) return;
  mark(branch);
  clearTimeout(waiting);
  // Who waits over a folded branch wants to see what is in it.
  waiting = setTimeout(() => lifted && item.classList.contains("dropping") && item.getAttribute("aria-expanded") !== "true" && item.closest("tree-view").fold(item, true), 900);
});

document.addEventListener("drop", async (event) => {
  const [branch, moved] = [lifted && branchOf(event), lifted];
  if (!branch || !holds(branch)) return;
  event.preventDefault();
  mark(null);
  const tree = branch.closest("tree-view");
  try {
    const answer = await fetch(moved.dataset.place, { method: "POST", body: new URLSearchParams({ to: branch.dataset.id }), headers: { "x-fragment": "moved" } });
    if (answer.redirected) return location.reload();
    const told = await answer.json();
    if (answer.ok) await tree.refresh(`branch-${branch.dataset.id}`);
    say(told.said, answer.ok ? "" : "bad");
  } catch {
    location.reload();
  }
});
