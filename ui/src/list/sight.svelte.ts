// What of a long list is in the page: the blocks that are in sight and as much again above and below. The place that
// somebody looks at stays where it is whatever comes, goes or turns out higher above it; the web view does not see to
// that itself.
import { untrack } from 'svelte';
import type { Block } from './blocks';
import { between, spread, type Heights, type Piece } from './spread';

/** As the style has it, until one has been seen. */
const USUAL = { row: 92, heading: 31 };
/** A list that has just come is drawn in two steps, so that its first letters are there at once: about as many as a window
 *  has room for. */
const AT_ONCE = 9;
/** Where nothing can be measured so many blocks are drawn. */
const UNMEASURED = 8;

export interface Sighted {
  blocks: () => Block[];
  /** A letter whose row is always in the page. */
  kept: () => string | undefined;
  /** The first and the last block that are near have changed, or what is in them. */
  near: (first: Block, last: Block, end: boolean) => void;
}

/** The part of a list that is in the page. */
export class Sight {
  /** Unknown until somebody looked. */
  #near = $state.raw<[number, number]>();
  #heights: Heights = { blocks: new Map(), ...USUAL };
  #measured = false;
  /** What room there is was told by other heights. */
  #stale = false;
  #list: HTMLElement | undefined;
  #pane: HTMLElement | undefined;
  #width = 0;
  #ask: Sighted;

  constructor(ask: Sighted) {
    this.#ask = ask;
  }

  /** What to draw. */
  get pieces(): Piece[] {
    const blocks = this.#ask.blocks();
    const [from, to] = this.#near ?? [0, withRows(blocks, AT_ONCE)];
    const kept = this.#ask.kept();
    const keptAt = kept === undefined ? -1 : blocks.findIndex(({ rows }) => rows.some(({ id }) => id === kept));
    return spread(blocks, (at) => (at >= from && at <= to) || at === keptAt, this.#heights);
  }

  /** How many rows are in sight at once. */
  get page(): number {
    return Math.max(1, Math.floor((this.#pane?.clientHeight ?? 0) / this.#heights.row) - 1);
  }

  /** Follows the list's element in the pane that scrolls it. */
  follow(list: HTMLElement): () => void {
    const pane = list.parentElement ?? list;
    [this.#list, this.#pane] = [list, pane];
    const look = () => this.look();
    pane.addEventListener('scroll', look, { passive: true });
    const sizes = globalThis.ResizeObserver && new ResizeObserver(() => this.#resized());
    sizes?.observe(pane);
    return () => {
      pane.removeEventListener('scroll', look);
      sizes?.disconnect();
      [this.#list, this.#pane] = [undefined, undefined];
    };
  }

  /** The list has other rows: looks soon, or where it has only now come when its first ones are on the screen. */
  changed(fresh: boolean): () => void {
    let later: ReturnType<typeof setTimeout> | undefined;
    const soon = () => (later = setTimeout(() => this.look()));
    if (!fresh) soon();
    else this.#near = undefined;
    const painted = fresh ? requestAnimationFrame(soon) : 0;
    return () => {
      cancelAnimationFrame(painted);
      clearTimeout(later);
    };
  }

  /** Sees what is near now. */
  look(): void {
    const [list, pane, blocks] = [this.#list, this.#pane, untrack(() => this.#ask.blocks())];
    if (!list || !pane || blocks.length === 0) return;
    const high = pane.clientHeight;
    // Not shown, as under a letter that has the whole window; then it stays as it was.
    if (high === 0 && globalThis.ResizeObserver) return;
    this.#measure(list);
    const top = pane.scrollTop - list.offsetTop;
    const [from, to] = high === 0 ? [0, Math.min(blocks.length, UNMEASURED) - 1] : between(blocks, top - high, top + 2 * high, this.#heights);
    const [before, until] = untrack(() => this.#near) ?? [];
    if (this.#stale || from !== before || to !== until) [this.#near, this.#stale] = [[from, to], false];
    const [first, last] = [blocks[from], blocks[to]];
    if (first && last) this.#ask.near(first, last, high > 0 && to === blocks.length - 1);
  }

  /** Where somebody looks: the rows in sight and how far below the pane's edge each lies. */
  anchor(): [string, number][] {
    const [list, pane] = [this.#list, this.#pane];
    if (!list || !pane || pane.clientHeight === 0 || pane.scrollTop <= list.offsetTop) return [];
    const edge = pane.getBoundingClientRect();
    const seen: [string, number][] = [];
    for (const part of list.querySelectorAll('ul')) {
      const { top, bottom } = part.getBoundingClientRect();
      if (bottom <= edge.top || top >= edge.bottom) continue;
      for (const row of rowsIn(part)) {
        const at = row.getBoundingClientRect();
        if (at.bottom > edge.top && at.top < edge.bottom) seen.push([row.dataset.letter ?? '', at.top - edge.top]);
      }
    }
    return seen;
  }

  /** Brings the first of them that is still there to where it was. */
  restore(anchor: [string, number][]): void {
    const [list, pane] = [this.#list, this.#pane];
    if (!list || !pane || anchor.length === 0) return;
    const rows = new Map([...rowsIn(list)].map((row) => [row.dataset.letter ?? '', row]));
    const found = anchor.find(([id]) => rows.has(id));
    if (!found) return;
    const top = (rows.get(found[0])?.getBoundingClientRect().top ?? 0) - pane.getBoundingClientRect().top;
    if (Math.abs(top - found[1]) >= 1) pane.scrollTop += top - found[1];
  }

  #resized(): void {
    const width = this.#pane?.clientWidth ?? 0;
    // Words wrap elsewhere: what was measured holds no longer.
    if (width !== this.#width && width > 0) {
      [this.#width, this.#measured, this.#stale] = [width, false, true];
      this.#heights.blocks.clear();
    }
    this.look();
  }

  /** Keeps how high the drawn blocks are; and once, of what is usual. */
  #measure(list: HTMLElement): void {
    for (const part of list.querySelectorAll('ul')) {
      const high = part.offsetHeight;
      const rows = part.childElementCount;
      if (high === 0 || part.dataset.block === undefined) continue;
      this.#heights.blocks.set(part.dataset.block, high);
      if (!this.#measured) {
        this.#heights.row = high / rows;
        this.#heights.heading = list.querySelector<HTMLElement>('h2:not(.again)')?.offsetHeight ?? USUAL.heading;
        this.#measured = true;
      }
    }
  }
}

/** The first block with which there are so many rows, or the last one. */
function withRows(blocks: Block[], wanted: number): number {
  let [at, rows] = [0, 0];
  while (at < blocks.length - 1 && (rows += blocks[at]?.rows.length ?? 0) < wanted) at += 1;
  return at;
}

const rowsIn = (part: HTMLElement) => part.querySelectorAll<HTMLElement>('[data-letter]');
