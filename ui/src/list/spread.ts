// How a long list lies in the page: the blocks that are in sight or near it, and empty room in place of the others,
// as high as they are. What was never drawn has the height that such rows usually have.
import type { Block } from './blocks';

/** A piece of the page: a block, or room for some. */
export type Piece =
  | { key: string; block: Block; /** How many rows lie before it. */ at: number; heading: 'own' | 'again' | 'none' }
  | { key: string; room: number };

/** How high things are, in px: blocks as they were last drawn, and what a row and a heading take. */
export interface Heights {
  blocks: Map<string, number>;
  row: number;
  heading: number;
}

/** How high a block is, with its heading if it has one of its own. */
export function heightOf(block: Block, before: Block | undefined, heights: Heights): number {
  const rows = heights.blocks.get(block.key) ?? block.rows.length * heights.row;
  return rows + (begins(block, before) ? heights.heading : 0);
}

/** Whether a heading stands before it. */
export function begins(block: Block, before: Block | undefined): boolean {
  return block.heading.title !== '' && before?.heading.key !== block.heading.key;
}

/** The pieces of a list of which only the blocks that `drawn` names are there. The first block after room has its
    heading again, to stay in sight above it. */
export function spread(blocks: Block[], drawn: (at: number, block: Block) => boolean, heights: Heights): Piece[] {
  const pieces: Piece[] = [];
  let [room, rows, inRoom] = [0, 0, false];
  blocks.forEach((block, at) => {
    const before = blocks[at - 1];
    if (drawn(at, block)) {
      if (inRoom) pieces.push({ key: `before ${block.key}`, room });
      const again = inRoom && block.heading.title !== '' ? 'again' : 'none';
      pieces.push({ key: block.key, block, at: rows, heading: begins(block, before) ? 'own' : again });
      [room, inRoom] = [0, false];
    } else {
      [room, inRoom] = [room + heightOf(block, before, heights), true];
    }
    rows += block.rows.length;
  });
  if (inRoom) pieces.push({ key: 'after all', room });
  return pieces;
}

/** The blocks between two heights of the list, as the first and the last of them. */
export function between(blocks: Block[], from: number, to: number, heights: Heights): [number, number] {
  let [top, first, last] = [0, -1, 0];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    if (top > to) break;
    const bottom = top + heightOf(block, blocks[at - 1], heights);
    if (first < 0 && bottom >= from) first = at;
    last = at;
    top = bottom;
  }
  return [first < 0 ? last : first, last];
}
