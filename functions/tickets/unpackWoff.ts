/**
 * A font out of its WOFF 1.0 wrapping (https://www.w3.org/TR/WOFF/): the same tables, inflated, behind the directory of
 * an OpenType file. What reads WOFF itself inflates in JavaScript and anew for every document, which was nine tenths of
 * drawing one. No IO.
 */
import { inflateSync } from 'node:zlib';

const woffSignature = 0x774f4646;
/** In bytes: the file's header and each table's entry, of both formats. */
const woff = { header: 44, entry: 20 };
const sfnt = { header: 12, entry: 16 };

interface Table {
  tag: number;
  checksum: number;
  data: Buffer;
}

/** Tables begin at multiples of four bytes. */
const padded = (length: number): number => (length + 3) & ~3;

function readTable(file: Buffer, at: number): Table {
  const offset = file.readUInt32BE(at + 4);
  const packed = file.subarray(offset, offset + file.readUInt32BE(at + 8));
  const length = file.readUInt32BE(at + 12);
  const data = packed.length < length ? inflateSync(packed) : packed;
  if (data.length !== length) throw new Error('This WOFF is broken: a table is not as long as it says.');
  return { tag: file.readUInt32BE(at), checksum: file.readUInt32BE(at + 16), data };
}

/** @throws {Error} where `file` is no WOFF 1.0, or a broken one. */
export function unpackWoff(file: Buffer): Buffer {
  if (file.length < woff.header || file.readUInt32BE(0) !== woffSignature)
    throw new Error('This is no WOFF 1.0.');
  const count = file.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, i) => readTable(file, woff.header + i * woff.entry));

  const first = sfnt.header + count * sfnt.entry;
  const font = Buffer.alloc(tables.reduce((size, { data }) => size + padded(data.length), first));
  const depth = Math.floor(Math.log2(count));
  font.writeUInt32BE(file.readUInt32BE(4), 0);
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(2 ** depth * 16, 6);
  font.writeUInt16BE(depth, 8);
  font.writeUInt16BE((count - 2 ** depth) * 16, 10);
  let offset = first;
  for (const [i, { tag, checksum, data }] of tables.entries()) {
    const at = sfnt.header + i * sfnt.entry;
    for (const [j, value] of [tag, checksum, offset, data.length].entries())
      font.writeUInt32BE(value, at + j * 4);
    data.copy(font, offset);
    offset += padded(data.length);
  }
  return font;
}
