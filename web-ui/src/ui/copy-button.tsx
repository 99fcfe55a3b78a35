import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

import { Button, IconButton, type ButtonSize, type ButtonVariant } from "./button.tsx";
import { announce } from "./live-regions.tsx";

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "Copy trace id". */
  readonly label: string;
  /** Only the icon; the label is its name. */
  readonly iconOnly?: boolean | undefined;
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
}

/** Copies a text and says so, in the button itself. */
export function CopyButton({ text, label, iconOnly = false, variant, size }: CopyButtonProps) {
  const [state, setState] = useState<"rest" | "copied" | "refused">("rest");
  useEffect(() => {
    if (state === "rest") return;
    const timer = setTimeout(() => setState("rest"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setState(copied ? "copied" : "refused");
    announce(copied ? "Copied" : "The browser refused to copy");
  };
  const icon = state === "copied" ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />;
  if (iconOnly) return <IconButton {...{ label, icon, variant, size }} onClick={() => void copy()} />;
  return (
    <Button {...{ icon, variant, size }} onClick={() => void copy()}>
      {state === "rest" ? label : state === "copied" ? "Copied" : "Not copied"}
    </Button>
  );
}
