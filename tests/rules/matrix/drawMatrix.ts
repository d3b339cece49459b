/** Draws who may do what as a table of Markdown. No IO. */

export interface MatrixRow {
  template: string;
  /** The path that was tried. */
  example: string;
  /** By who tried: what they may, a letter each. */
  letters: ReadonlyMap<string, string>;
}

const cell = (text: string): string => (text === '' ? '·' : text);

export function drawMatrix(rows: readonly MatrixRow[], columns: readonly string[]): string {
  const lines = [
    ['path', 'tried at', ...columns],
    ['---', '---', ...columns.map(() => ':-:')],
    ...rows.map(({ template, example, letters }) => [
      `\`${template}\``,
      `\`${example}\``,
      ...columns.map((who) => cell(letters.get(who) ?? '')),
    ]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
