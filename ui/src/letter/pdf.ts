// PDF documents by pdf.js, bundled: no evaluation, no WebAssembly, nothing fetched but the document itself.
import { getDocument, GlobalWorkerOptions, PDFWorker, TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** A canvas larger than this costs more memory than it gives sharpness. */
const MOST_PIXELS = 8_000_000;

export type Pdf = PDFDocumentProxy;
export type Page = PDFPageProxy;

/** To start the worker takes as long as to show a letter, so one document after the other has the same. It ends, and what it
 *  knew with it, so many ms after the last of them was closed; one that knows nothing yet may wait longer for its first. */
const GRACE = 1000;
const UNUSED = 60_000;
let worker: PDFWorker | undefined;
let users = 0;
let going: ReturnType<typeof setTimeout> | undefined;

function borrowed(): PDFWorker {
  clearTimeout(going);
  users += 1;
  return (worker ??= new PDFWorker());
}

function givenBack() {
  users -= 1;
  if (users === 0) endIn(GRACE);
}

function endIn(ms: number) {
  going = setTimeout(() => {
    worker?.destroy();
    worker = undefined;
  }, ms);
}

/** Gets the worker ready for a document that will come soon. */
export function ready(): void {
  if (worker) return;
  worker = new PDFWorker();
  // Where it cannot be had, whoever opens a document is told.
  worker.promise.catch(() => {});
  endIn(UNUSED);
}

/** The document is locked with a password. */
export class Locked extends Error {}

/** Opens the document at this address of the core. */
export async function open(url: string): Promise<Pdf> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error('the document is not there');
  const data = new Uint8Array(await answer.arrayBuffer());
  const loading = getDocument({
    data,
    worker: borrowed(),
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  // A letter with a password is nothing that one is asked for here: it is said, and the file can be saved.
  loading.onPassword = () => void loading.destroy();
  try {
    return await loading.promise;
  } catch (error) {
    const locked = loading.destroyed;
    await loading.destroy();
    givenBack();
    throw locked ? new Locked() : error;
  }
}

/** One page after the other, each when the one before is on the screen, so that the first can be read while the next is drawn. */
let before: Promise<unknown> = Promise.resolve();

/** With a document go its fonts, and when a font goes everything in the page is laid out again: a next document that begins to
 *  be drawn within so many ms comes first. */
const NEXT_FIRST = 150;

/** Closes a document that was opened. */
export function close(pdf: Pdf): void {
  const now = () => pdf.loadingTask.destroy().then(givenBack, givenBack);
  setTimeout(() => void before.then(now), NEXT_FIRST);
}

/** A drawing under way. */
export interface Drawing {
  done: Promise<void>;
  stop: () => void;
}

/** In ms. Of a window that is hidden nothing is ever shown. */
const HIDDEN = 250;
const shown = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, HIDDEN);
  });

/** Draws the page on the canvas and lays its text over it, `scale` CSS pixels for each point. */
export function draw(page: Page, canvas: HTMLCanvasElement, layer: HTMLElement, scale: number): Drawing {
  let drawing: Drawing | undefined;
  let stopped = false;
  const done = before.then(() => {
    if (stopped) return undefined;
    drawing = begin(page, canvas, layer, scale);
    return drawing.done;
  });
  before = done.then(() => (stopped ? undefined : shown()), () => {});
  const stop = () => {
    stopped = true;
    drawing?.stop();
  };
  return { done, stop };
}

function begin(page: Page, canvas: HTMLCanvasElement, layer: HTMLElement, scale: number): Drawing {
  const viewport = page.getViewport({ scale });
  const wanted = window.devicePixelRatio || 1;
  const fits = Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height));
  const ratio = Math.min(wanted, fits);
  canvas.width = Math.floor(viewport.width * ratio);
  canvas.height = Math.floor(viewport.height * ratio);
  const rendering = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
  layer.replaceChildren();
  layer.style.setProperty('--total-scale-factor', String(scale));
  const text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport });
  return {
    done: Promise.all([rendering.promise, text.render()]).then(() => undefined),
    stop: () => {
      rendering.cancel();
      text.cancel();
      page.cleanup();
    },
  };
}
