// The reader of PDF documents. It is large, and so is its worker: both are got ready before the first document comes.
import { Later } from '../parts/later.svelte';

/** Its view. */
export const reader = new Later(() => import('./PdfView.svelte'));

/** Gets it ready. */
export async function warmUp(): Promise<void> {
  await reader.come();
  const { ready } = await import('./pdf');
  ready();
}
