/**
 * A list whose rows are dragged by their handles. The order stands in the number fields, which work
 * without dragging, by keyboard, and without this script.
 */
import { loadModule } from "../lib/sdk.js";

export class QuestionOrder extends HTMLElement {
  #sortable = null;

  async connectedCallback() {
    const { default: Sortable } = await loadModule(this.dataset.sortable);
    if (!this.isConnected) return;
    const list = this.querySelector("ol");
    this.#sortable = Sortable.create(list, { handle: ".grip", animation: 0, onEnd: () => this.#number(list) });
    this.setAttribute("draggable-rows", "");
  }

  disconnectedCallback() {
    this.#sortable?.destroy();
  }

  #number(list) {
    const fields = [...list.querySelectorAll("input[type=number]")];
    fields.forEach((field, index) => {
      field.value = String(Number(this.dataset.first) + index);
    });
    this.querySelector("[role=status]").textContent = this.dataset.moved;
  }
}

customElements.define("question-order", QuestionOrder);
