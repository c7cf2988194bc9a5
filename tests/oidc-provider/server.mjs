// An independent, certified OpenID provider for tests: npm `oidc-provider` with a login page of our own, on
// which one says who one is and how sure that is (its built-in page cannot say the latter).
//
//   node server.mjs [seconds that an access token lasts]
//
// prints one line of JSON when it listens, `{"issuer", "clients": [{"id", "secret"?}]}`, another one,
// `{"event": "grant.revoked"}`, whenever a login was given back or ended, and ends when its standard input
// does, so that it never outlives the test that started it.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const NSIS = 'https://data.gov.dk/concept/core/nsis/';
const lasts = Number(process.argv[2] ?? 600);

const key = (type, options, kid) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), kid, use: 'sig' });
const native = {
  application_type: 'native',
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: ['http://127.0.0.1/callback'],
  response_types: ['code'],
};
// A sample secret; with what must be encoded in it.
const secret = 'sample: +/=%41&~';
const clients = [
  { ...native, client_id: 'native', token_endpoint_auth_method: 'none', id_token_signed_response_alg: 'ES256' },
  {
    ...native,
    client_id: 'confidential',
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256',
  },
  {
    ...native,
    client_id: 'pushing',
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'ES256',
    require_pushed_authorization_requests: true,
  },
];

function configure(issuer) {
  return new Provider(issuer, {
    clients,
    jwks: { keys: [key('ec', { namedCurve: 'P-256' }, 'ec'), key('rsa', { modulusLength: 2048 }, 'rsa')] },
    acrValues: ['Low', 'Substantial', 'High'].map((word) => NSIS + word),
    cookies: { keys: ['prøve'] },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true },
      revocation: { enabled: true },
    },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Prøve ${id}` }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: { AccessToken: lasts, AuthorizationCode: 60, Grant: 3600, IdToken: 300, Interaction: 600, RefreshToken: 3600, Session: 3600 },
  });
}

async function form(request) {
  let body = '';
  for await (const piece of request) body += piece;
  return new URLSearchParams(body);
}

/** Lets the client have all that it asked for. */
async function consent(provider, { grantId, params, prompt, session }) {
  const found = grantId && (await provider.Grant.find(grantId));
  const grant = found || new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(' '));
  if (prompt.details.missingOIDCClaims) grant.addOIDCClaims(prompt.details.missingOIDCClaims);
  return { consent: { grantId: await grant.save() } };
}

/** The pages: who are you, and may this program. */
async function interact(provider, request, response) {
  const details = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    const fields = details.prompt.name === 'login' ? '<input name="person"><input name="acr">' : '';
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<form method="post">${fields}<button name="decision" value="go">Go on</button></form>`);
    return;
  }
  const said = await form(request);
  if (said.get('decision') !== 'go') {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
  } else if (details.prompt.name === 'login') {
    const login = { accountId: said.get('person'), acr: said.get('acr') || undefined, amr: ['code_app'] };
    await provider.interactionFinished(request, response, { login });
  } else {
    await provider.interactionFinished(request, response, await consent(provider, details), { mergeWithLastSubmission: true });
  }
}

// Warnings about a setup that nobody should use in earnest: this is none.
console.warn = console.info = () => {};
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = configure(issuer);
  provider.on('grant.revoked', () => process.stdout.write('{"event":"grant.revoked"}\n'));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    return interact(provider, request, response).catch((error) => {
      response.statusCode = 400;
      response.end(String(error));
    });
  });
  const known = clients.map(({ client_id: id, client_secret }) => ({ id, secret: client_secret }));
  process.stdout.write(`${JSON.stringify({ issuer, clients: known })}\n`);
});
// Whoever has read enough may go.
process.stdout.on('error', () => {});
process.stdin.on('end', () => process.exit(0)).resume();
