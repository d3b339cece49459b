/** No key is in the repository: every file of text that git knows is looked at. And the scan sees: planted ones are found. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '../../local/start/rootFolder.ts';
import { scanForSecrets } from './scanForSecrets.ts';

const isText = (content: Buffer): boolean => !content.subarray(0, 8_000).includes(0);

test('no file of the repository has a key in it', async () => {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: rootFolder,
  })
    .toString()
    .split('\0')
    .filter(Boolean);
  expect(files.length).toBeGreaterThan(500);
  const found: string[] = [];
  for (const file of files) {
    const content = readFileSync(path.join(rootFolder, file));
    if (isText(content)) found.push(...(await scanForSecrets(file, content.toString('utf8'))));
  }
  expect(found).toEqual([]);
}, 60_000);

/** Put together here, so that this file has none of them. */
const planted: [string, ...string[]][] = [
  ['Stripe’s live key', 'sk_live', '_51H8abcdefghijklmnopqrstuvwx'],
  ['Stripe’s restricted key', 'rk_live', '_51H8abcdefghijklmnopqrstuvwx'],
  ['a webhook’s secret', 'whsec_', '0123456789abcdef'.repeat(2)],
  ['Google’s API key', 'AIza', 'SyD-abcdefghijklmnopqrstuvwxyz01234'],
  ['a private key', '-----BEGIN RSA ', 'PRIVATE KEY-----', '\nMIIE'],
  ['a ticket’s signing key', '{"kty":"OKP","d', '":"', 'abcdefgh'.repeat(6), '"}'],
  ['GitHub’s token', 'ghp_', '0123456789abcdefghijklmnopqrstuvwxyz'],
  ['Cloudinary’s secret', 'cloudinary:', '//123456789012345:abcdefghijklmnopqrstuvwxyz1@demo'],
  ['Twilio’s key', 'SK', '0123456789abcdef'.repeat(2)],
  ['Meta’s token', 'EAA', 'abcdefghij'.repeat(7)],
  ['SendGrid’s key', 'SG.', 'abcdefghijklmnopqrstuv', '.', 'abcdefghijklmnopqrstuvwxyz0123456789abcdefg'],
  ['the password of a mail server', 'smtps:', '//portal:correct-horse@mail.example.com'],
];
test.each(planted)('%s is found', async (_, ...parts) => {
  const found = await scanForSecrets('functions/planted.ts', `const key = '${parts.join('')}';\n`);
  expect(found).not.toEqual([]);
  expect(found.join()).not.toContain(parts.at(-1));
});
