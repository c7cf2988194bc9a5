// The web view's own voice, for systems on which the core has none (macOS, Windows, phones). The text comes from the core and
// goes to a voice of this device alone; one that is a service on the network is never used.
import type { AppEvent } from './types/AppEvent';

/** A sentence, or a part of a long one. */
const PIECE = /[^.!?\n]{1,300}[.!?]*\s*/gu;
/** By these names voices of a language go. */
const NAMES: Record<string, string[]> = { nb: ['nb', 'no'], nn: ['nn', 'no', 'nb'] };

/** Reads with the page's voice. */
export class PageVoice {
  #reading: symbol | undefined;
  #end: (() => void) | undefined;

  constructor(readonly tell: (event: AppEvent) => void) {
    // Some systems load their voices when they are first asked for.
    this.#voices();
  }

  /** Whether there is a voice of the language. */
  has(language: string): boolean {
    return this.#voice(language) !== undefined;
  }

  /** Reads a text; the events are the core's own. */
  read(id: string, file: string, text: string, language: string): void {
    this.stop();
    const pieces = (text.match(PIECE) ?? []).map((piece) => piece.trim()).filter((piece) => piece !== '');
    const voice = this.#voice(language);
    const reading = (this.#reading = Symbol(file));
    const end = (failed: boolean) => {
      if (this.#reading !== reading) return;
      this.#reading = this.#end = undefined;
      this.tell({ kind: 'readingEnded', id, file, failed });
    };
    this.#end = () => end(false);
    const next = (at: number) => {
      const piece = pieces[at];
      if (this.#reading !== reading) return;
      if (piece === undefined || !voice) return end(!voice);
      const said = new SpeechSynthesisUtterance(piece);
      [said.voice, said.lang] = [voice, voice.lang];
      said.onstart = () => this.#reading === reading && this.tell({ kind: 'readingAloud', id, file, piece: at + 1, of: pieces.length });
      said.onend = () => next(at + 1);
      said.onerror = ({ error }) => end(error !== 'canceled' && error !== 'interrupted');
      speechSynthesis.speak(said);
    };
    next(0);
  }

  /** Stops at once. */
  stop(): void {
    if (!this.#reading) return;
    this.#end?.();
    speechSynthesis.cancel();
  }

  #voices(): SpeechSynthesisVoice[] {
    return 'speechSynthesis' in globalThis ? speechSynthesis.getVoices() : [];
  }

  #voice(language: string): SpeechSynthesisVoice | undefined {
    const here = this.#voices().filter(({ localService }) => localService);
    for (const name of NAMES[language] ?? [language]) {
      const found = here.find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === name);
      if (found) return found;
    }
    return undefined;
  }
}
