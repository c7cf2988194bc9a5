// Makes docs/interfaces/altinn-dialogporten.openapi.json of the official description: what a program can be held against, and
// no prose. `node scripts/strip-interface.mjs openapi.v1.enduser.verified.json docs/interfaces/altinn-dialogporten.openapi.json`
import { readFileSync, writeFileSync } from 'node:fs';

const [source, target] = process.argv.slice(2);
if (!source || !target) {
  console.error('usage: node scripts/strip-interface.mjs OFFICIAL.json STRIPPED.json');
  process.exit(2);
}

/** The members of `from` that are named and there. */
const pick = (from, names) => Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
/** Every member of `from`, each made anew: its names are names, whatever they are. */
const each = (from, make) => Object.fromEntries(Object.entries(from ?? {}).map(([name, value]) => [name, make(value)]));
/** A member that is made anew where it is there. */
const made = (from, name, make) => (from[name] === undefined ? {} : { [name]: make(from[name]) });

const FACTS = ['$ref', 'type', 'format', 'enum', 'nullable', 'required', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum',
  'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'];

const schema = (from) => {
  if (typeof from !== 'object') return from;
  return {
    ...pick(from, FACTS),
    ...made(from, 'properties', (properties) => each(properties, schema)),
    ...made(from, 'items', schema),
    ...made(from, 'additionalProperties', schema),
    ...Object.assign({}, ...['allOf', 'anyOf', 'oneOf'].map((name) => made(from, name, (list) => list.map(schema)))),
  };
};
const content = (from) => each(from, (media) => made(media, 'schema', schema));
const header = (from) => made(from, 'schema', schema);
const parameter = (from) => ({ ...pick(from, ['$ref', 'name', 'in', 'required', 'style', 'explode']), ...made(from, 'schema', schema) });
const response = (from) => ({
  ...pick(from, ['$ref']),
  ...made(from, 'content', content),
  ...made(from, 'headers', (headers) => each(headers, header)),
});
const operation = (from) => ({
  ...pick(from, ['operationId']),
  ...made(from, 'parameters', (list) => list.map(parameter)),
  ...made(from, 'requestBody', (body) => ({ ...pick(body, ['required']), ...made(body, 'content', content) })),
  responses: each(from.responses, response),
});

// The official file begins with a byte order mark.
const official = JSON.parse(readFileSync(source, 'utf8').replace(/^\uFEFF/, ''));
const stripped = {
  openapi: official.openapi,
  info: pick(official.info, ['title', 'version']),
  paths: each(official.paths, (path) => each(path, operation)),
  components: { schemas: each(official.components.schemas, schema) },
};
writeFileSync(target, `${JSON.stringify(stripped, null, 1)}\n`);
