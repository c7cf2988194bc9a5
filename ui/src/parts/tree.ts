// Folders as a tree, and how the arrow keys go through it (WAI-ARIA, tree view): a flat list of what is visible,
// each with its level and its place among its siblings.
import type { FolderView } from '../platform/types/FolderView';

/** A visible folder of the tree. */
export interface Branch {
  folder: FolderView;
  /** From 1. */
  level: number;
  /** From 1, among its siblings. */
  position: number;
  siblings: number;
  /** Whether others lie in it, and whether they are shown. */
  parent: boolean;
  open: boolean;
}

/** The visible folders, each before those that lie in it. What lies in a folder that is not there stands at the top. */
export function branches(folders: FolderView[], closed: ReadonlySet<string>): Branch[] {
  const ids = new Set(folders.map(({ id }) => id));
  const inside = new Map<string | undefined, FolderView[]>();
  for (const folder of folders) {
    const parent = folder.parent !== undefined && ids.has(folder.parent) && !circles(folder, folders) ? folder.parent : undefined;
    inside.set(parent, [...(inside.get(parent) ?? []), folder]);
  }
  const below = (parent: string | undefined, level: number): Branch[] => {
    const siblings = inside.get(parent) ?? [];
    return siblings.flatMap((folder, at) => {
      const branch = { folder, level, position: at + 1, siblings: siblings.length, parent: inside.has(folder.id), open: !closed.has(folder.id) };
      return [branch, ...(branch.parent && branch.open ? below(folder.id, level + 1) : [])];
    });
  };
  return below(undefined, 1);
}

/** Whether a folder lies in itself, by way of others: no service should say so. */
function circles(folder: FolderView, folders: FolderView[]): boolean {
  const seen = new Set<string>();
  let at: FolderView | undefined = folder;
  while (at?.parent !== undefined) {
    if (seen.has(at.id)) return true;
    seen.add(at.id);
    const parent: string = at.parent;
    at = folders.find(({ id }) => id === parent);
  }
  return false;
}

/** What a key does on a branch: where the focus goes, or what opens or closes. */
export interface Step {
  focus?: string;
  toggle?: string;
}

/** The step of a key; none for a key that means nothing here. */
export function step(rows: Branch[], id: string, key: string): Step | undefined {
  const at = rows.findIndex(({ folder }) => folder.id === id);
  const here = rows[at];
  if (!here) return undefined;
  const to = (row: Branch | undefined): Step => (row ? { focus: row.folder.id } : {});
  switch (key) {
    case 'ArrowDown':
      return to(rows[at + 1]);
    case 'ArrowUp':
      return to(rows[at - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (!here.parent) return {};
      return here.open ? to(rows[at + 1]) : { toggle: id };
    case 'ArrowLeft':
      if (here.parent && here.open) return { toggle: id };
      return to(rows.slice(0, at).findLast(({ level }) => level < here.level));
    default:
      return letter(rows, at, key);
  }
}

/** A letter goes to the next folder that begins with it. */
function letter(rows: Branch[], at: number, key: string): Step | undefined {
  if (!/^[\p{L}\p{N}]$/u.test(key)) return undefined;
  const wanted = key.toLocaleLowerCase();
  const next = [...rows.slice(at + 1), ...rows.slice(0, at)].find(({ folder }) => folder.name.toLocaleLowerCase().startsWith(wanted));
  return next ? { focus: next.folder.id } : {};
}
