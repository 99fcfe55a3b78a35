import { ChevronUp } from "lucide-react";
import { useEffect, useRef, type ReactElement } from "react";

import { announce } from "../../ui/live-regions.tsx";

export interface NewerBarProps {
  /** "14 newer traces". */
  readonly text: string;
  readonly onShow: () => void;
}

/** Somebody who listens hears of newer traces at most this often. */
const tellEveryMs = 10_000;

/** What waits above the list while somebody reads in it. */
export function NewerBar({ text, onShow }: NewerBarProps): ReactElement {
  const toldAt = useRef(-Infinity);
  useEffect(() => {
    if (performance.now() - toldAt.current < tellEveryMs) return;
    toldAt.current = performance.now();
    announce(text);
  }, [text]);
  return (
    <div className="list-bar">
      <ChevronUp size={14} aria-hidden />
      <span>{text}. Nothing moves while you read.</span>
      <button type="button" className="text-accent hover:underline" onClick={onShow}>
        Show them
      </button>
    </div>
  );
}
