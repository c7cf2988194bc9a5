// A part of the window that is not there from the beginning, so that the beginning is short. It is loaded when it is needed,
// or before that when nothing else is to be done; from then on it is there at once.

export class Later<Part> {
  #here = $state.raw<Part>();
  #coming: Promise<void> | undefined;
  #load: () => Promise<Part>;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  /** It, once it is there; whoever asks has it loaded. */
  get here(): Part | undefined {
    void this.come();
    return this.#here;
  }

  /** Loads it, once. What could not be loaded is tried again when it is asked for next. */
  come(): Promise<void> {
    this.#coming ??= this.#load().then(
      (part) => void (this.#here = part),
      () => (this.#coming = undefined),
    );
    return this.#coming;
  }
}
