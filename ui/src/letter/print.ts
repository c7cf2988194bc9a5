// A file made ready for the printer: a PDF as pictures of its pages, sharp enough to be read, since only the pages that are
// near are drawn on the screen; HTML as text, since its frame cannot be asked how long it is.
import type { Core } from '../platform/core';
import type { FileView } from '../platform/types/FileView';

/** More pages are better printed from the saved file, by a program for that. */
export const MOST_PAGES = 60;
/** Pixels for each point: 150 to the inch. */
const SHARP = 150 / 72;

/** What is printed: pictures by their addresses in the page's memory, or text. */
export interface Printed {
  pictures: string[];
  text?: string;
}

/** The document has more pages than are printed from here. */
export class TooLong extends Error {}

/** Makes a file ready. The pictures' addresses are the caller's to let go of. */
export async function prepare(core: Core, message: string, file: FileView): Promise<Printed> {
  if (file.shownAs === 'pdf') return { pictures: await pages(await core.fileUrl(message, file.id)) };
  if (file.shownAs === 'image') {
    const answer = await fetch(await core.fileUrl(message, file.id));
    if (!answer.ok) throw new Error('the picture is not there');
    return { pictures: [URL.createObjectURL(await answer.blob())] };
  }
  return { pictures: [], text: (await core.fileText(message, file.id)).text };
}

async function pages(url: string): Promise<string[]> {
  const { close, open } = await import('./pdf');
  const pdf = await open(url);
  const pictures: string[] = [];
  try {
    if (pdf.numPages > MOST_PAGES) throw new TooLong();
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale: SHARP });
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      const picture = await new Promise<Blob | null>((taken) => canvas.toBlob(taken, 'image/png'));
      if (!picture) throw new Error('the page cannot be drawn');
      pictures.push(URL.createObjectURL(picture));
      page.cleanup();
      // Lets go of its memory at once, not when somebody tidies up.
      canvas.width = 0;
    }
    return pictures;
  } catch (error) {
    pictures.forEach((picture) => URL.revokeObjectURL(picture));
    throw error;
  } finally {
    close(pdf);
  }
}
