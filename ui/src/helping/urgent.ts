// What presses in a mailbox: what is late, or is to be done within seven days.
import { daysBetween, parse } from '../parts/time';
import type { TodoItem } from '../platform/types/TodoItem';

/** How many things. */
export function urgent(items: TodoItem[], mailbox: string, now: Date): number {
  return items.filter((item) => {
    const at = parse(item.at);
    return item.mailbox === mailbox && (item.overdue || (at !== undefined && daysBetween(now, at) <= 7));
  }).length;
}
