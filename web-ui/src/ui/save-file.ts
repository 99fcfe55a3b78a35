/** Saves a document as a JSON file of this machine. */
export function saveFile(name: string, content: object): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // It has begun by then, or been refused.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
