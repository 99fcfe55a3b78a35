/** The guide as a page of its own. */
export function Screen() {
  return <h1 className="p-4 text-20 font-semibold">Guide</h1>;
}
