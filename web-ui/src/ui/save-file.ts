/** Saves a document as a file of this machine. */
export function download(name: string, document: object): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: "application/json" }));
  const link = window.document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then, or been refused.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
