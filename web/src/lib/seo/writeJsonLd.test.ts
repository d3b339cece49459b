import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeJsonLd } from './writeJsonLd.ts';

const hostile = '</script><script>alert(1)</script><!-- &amp; \u2028';

test('no text in the data can end the script', () => {
  const written = writeJsonLd([{ name: hostile }]);
  expect(written).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(written)).toEqual({ '@context': 'https://schema.org', '@graph': [{ name: hostile }] });
});

test('whatever the text, it is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = writeJsonLd([{ text }]);
      const [read] = (JSON.parse(written) as { '@graph': { text: string }[] })['@graph'];
      return !/[<>&]/.test(written) && read?.text === text;
    }),
  );
});
