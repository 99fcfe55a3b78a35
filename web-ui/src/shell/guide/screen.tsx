import { ScreenFrame } from "../screen-frame.tsx";
import { GuideText, guideSections } from "./guide-text.tsx";

/** The guide as a page of its own. */
export function Screen() {
  return (
    <ScreenFrame title="Guide">
      <div className="mx-auto flex max-w-260 gap-12 px-4 py-6 md:px-8">
        <nav aria-label="On this page" className="sticky top-6 hidden w-44 shrink-0 self-start lg:block">
          <ul className="grid text-12">
            {guideSections.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`} className="block py-1 text-fg-2">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0 max-w-180 flex-1">
          <GuideText />
        </div>
      </div>
    </ScreenFrame>
  );
}
