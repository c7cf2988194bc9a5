// The computer's voice in a test's world: a speech-dispatcher that writes down what it is told and never ends a piece by
// itself.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export class Voice {
  /** Every line that it was told. */
  told = [];
  #server;
  #speaking;

  /** There is one from now on, with voices of these languages. */
  static begin(world, languages = ['da']) {
    const voice = new Voice();
    voice.#server = createServer((socket) => voice.#serve(socket, languages));
    return new Promise((done) => voice.#server.listen(world.voiceSocket, () => done(voice)));
  }

  /** What it was given to say. */
  get said() {
    return this.told.filter((line, at) => this.told[at - 1] === 'SPEAK');
  }

  /** How often it was told to stop what is ours. */
  get stopped() {
    return this.told.filter((line) => line === 'STOP SELF').length;
  }

  /** It has said the piece that it was given. */
  finishes() {
    this.#speaking?.write('702-1\r\n702-1\r\n702 END\r\n');
  }

  end() {
    this.#server.close();
  }

  #serve(socket, languages) {
    let text = false;
    // A program that is ended in mid-sentence breaks off; the lines hear of that, too.
    socket.on('error', () => {});
    const lines = createInterface({ input: socket }).on('error', () => {});
    lines.on('line', (line) => {
      this.told.push(line);
      const say = (...lines) => socket.write(lines.map((one) => `${one}\r\n`).join(''));
      if (text && line !== '.') return;
      if (text) {
        text = false;
        this.#speaking = socket;
        return say('225-1', '225 OK MESSAGE QUEUED', '701-1', '701-1', '701 BEGIN');
      }
      if (line === 'SPEAK') {
        text = true;
        return say('230 OK RECEIVING DATA');
      }
      if (line === 'LIST SYNTHESIS_VOICES') return say(...languages.map((one) => `249-stemme\t${one}\tnone`), '249 OK VOICE LIST SENT');
      if (line === 'STOP SELF') return say('210 OK STOPPED', '703-1', '703-1', '703 CANCELED');
      if (line === 'QUIT') return void socket.end('231 HAPPY HACKING\r\n');
      say('208 OK');
    });
  }
}
