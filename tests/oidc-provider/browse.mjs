#!/usr/bin/env node
// A person with a browser at the provider in server.mjs: follows each redirect by itself, keeps cookies,
// fills in the forms, and goes on to the program's own address.
//
//   browse.mjs URL [person] [acr] [go|stop]
//
// What is not given is taken from EID_PERSON, EID_ACR and EID_DECISION.
const [, , start, person = process.env.EID_PERSON, acr = process.env.EID_ACR, decision = process.env.EID_DECISION] = process.argv;

/** Cookies by path and name; a browser sends those whose path the address begins with. */
const jar = new Map();
function keep(response) {
  for (const line of response.headers.getSetCookie()) {
    const [pair, ...attributes] = line.split(';').map((part) => part.trim());
    const [name, value] = pair.split(/=(.*)/s);
    const path = attributes.find((part) => part.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    if (value) jar.set(`${path} ${name}`, { path, name, value });
    else jar.delete(`${path} ${name}`);
  }
}
const cookies = (url) =>
  [...jar.values()].filter(({ path }) => url.pathname.startsWith(path)).map(({ name, value }) => `${name}=${value}`).join('; ');

let url = new URL(start);
const provider = url.origin;
let body;
for (let step = 0; step < 20; step += 1) {
  const home = url.origin === provider;
  const headers = home ? { cookie: cookies(url) } : {};
  const response = await fetch(url, { method: body ? 'POST' : 'GET', body, headers, redirect: 'manual' });
  body = undefined;
  if (home) keep(response);
  const location = response.headers.get('location');
  const text = await response.text();
  if (location) {
    url = new URL(location, url);
  } else if (!home) {
    process.exit(response.ok ? 0 : 1);
  } else if (text.includes('<form')) {
    body = new URLSearchParams({ person: person ?? '', acr: acr ?? '', decision: decision ?? 'go' });
  } else {
    console.error(`${response.status} at ${url.pathname}: ${text}`);
    process.exit(1);
  }
}
console.error('the login leads nowhere');
process.exit(1);
