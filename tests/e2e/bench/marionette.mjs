// Thunderbird and its kin by their own remote control: a message is its length, a colon, and JSON.
import { connect } from 'node:net';
import { until } from '../world.mjs';

export class Marionette {
  #socket;
  #buffer = Buffer.alloc(0);
  #waiting = [];
  #number = 0;

  /** Waits until the program listens, and begins a session with it. */
  static async to(port) {
    const one = new Marionette();
    one.#socket = await until('Thunderbird to listen', () => connected(port), 120_000);
    const hello = one.#answer();
    one.#socket.on('data', (piece) => one.#take(piece));
    // It ended, and nothing that waits is answered.
    one.#socket.on('close', () => one.#waiting.splice(0).forEach((done) => done([1, 0, { message: 'it is gone' }, null])));
    await hello;
    await one.ask('WebDriver:NewSession', { capabilities: {} });
    await one.ask('Marionette:SetContext', { value: 'chrome' });
    return one;
  }

  #answer() {
    return new Promise((done) => this.#waiting.push(done));
  }

  #take(piece) {
    this.#buffer = Buffer.concat([this.#buffer, piece]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      const end = colon + 1 + Number(this.#buffer.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.#buffer.length < end) return;
      this.#waiting.shift()?.(JSON.parse(this.#buffer.subarray(colon + 1, end)));
      this.#buffer = this.#buffer.subarray(end);
    }
  }

  async ask(name, more) {
    const answer = this.#answer();
    const said = JSON.stringify([0, ++this.#number, name, more]);
    this.#socket.write(`${Buffer.byteLength(said)}:${said}`);
    const [, , error, value] = await answer;
    if (error) throw new Error(`${name}: ${error.message}`);
    return value?.value;
  }

  /** Runs this in the program's main window, and says what it returns. */
  run(script, ...args) {
    return this.ask('WebDriver:ExecuteScript', { script, args, sandbox: 'system', newSandbox: false });
  }

  end() {
    this.#socket.destroy();
  }
}

function connected(port) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => done(socket));
    socket.once('error', failed);
  });
}
