// The tour that `make run` takes without a display: it goes its whole way, and leaves a picture of each step.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

test('the tour goes to its end', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../tour.mjs')]);
  const steps = stdout.split('\n').filter((line) => /^ *\d+\. .+\.png\)$/.test(line));
  assert.ok(steps.length >= 9, stdout);
  assert.match(stdout, /^Done\./m);
});
