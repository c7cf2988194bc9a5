// A real mail server in a world, with a certificate of an authority that only this world knows.
import { writeFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './world.mjs';

const script = resolve(import.meta.dirname, '../../crates/notify/tests/channels/mail_server.py');
/** Who may log in there. */
export const USER = 'anna';
export const PASSWORD = 'rødgrød med fløde 7';

/** An authority, and a certificate of it for this computer. */
async function certificates(world) {
  const file = (name) => join(world.folder, name);
  const openssl = async (...args) => {
    const { code, errors } = await world.run('openssl', args);
    if (code !== 0) throw new Error(`openssl ${args[0]}: ${errors}`);
  };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl('req', '-x509', ...key, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '2', '-subj', '/CN=Opdigtet udsteder');
  await openssl('req', ...key, '-keyout', file('mail.key'), '-out', file('mail.csr'), '-subj', '/CN=mail');
  await writeFile(file('mail.ext'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n');
  await openssl('x509', '-req', '-in', file('mail.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-out', file('mail.pem'), '-days', '2', '-extfile', file('mail.ext'));
  return { ca: await readFile(file('ca.pem'), 'utf8'), certificate: file('mail.pem'), key: file('mail.key') };
}

export class MailServer {
  /** What it took, each as the text that it was sent as. */
  taken = [];

  static async start(world) {
    const server = new MailServer();
    const { ca, certificate, key } = await certificates(world);
    server.ca = ca;
    // The Python for which Debian has the module.
    server.process = world.spawn('/usr/bin/python3', [script, 'implicit', certificate, key, 'usual']);
    createInterface({ input: server.process.stdout }).on('line', (line) => server.#says(JSON.parse(line)));
    await until('the mail server', () => server.port);
    return server;
  }

  #says({ port, content, recipients }) {
    if (port) this.port = port;
    if (content) this.taken.push({ recipients, text: words(Buffer.from(content, 'base64').toString('utf8')) });
  }

  /** Ends it; whoever comes now finds nobody. */
  async stop() {
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await gone;
  }
}

/** A message with its words as they are read: the encodings of mail are undone. */
function words(message) {
  const quoted = (text) => Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
  const [head, ...body] = message.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/content-transfer-encoding: base64/i.test(head)) return `${head}\n\n${Buffer.from(text, 'base64').toString('utf8')}`;
  return `${head}\n\n${/quoted-printable/i.test(head) ? quoted(text.replace(/=\r\n/g, '')) : text}`;
}
