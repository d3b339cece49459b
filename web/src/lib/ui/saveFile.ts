/** Hands a file that the page made to the browser, as a download. IO: the browser's downloads. */
export function saveFile(parts: BlobPart[], type: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = fileName;
  link.click();
  // Safari reads the file after the press: at once would be too soon.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
