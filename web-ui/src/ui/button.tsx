import { LoaderCircle } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";

import { cx } from "./cx.ts";
import { Keys } from "./kbd.tsx";
import { Tooltip } from "./tooltip.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger" | "danger-solid";
export type ButtonSize = "sm" | "md" | "lg";

interface ButtonLook {
  /** Default: secondary. */
  readonly variant?: ButtonVariant | undefined;
  /** 24, 28 (the default) or 32 px; 44 under a coarse pointer. */
  readonly size?: ButtonSize | undefined;
  /** As wide as high. */
  readonly square?: boolean | undefined;
}

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled">, ButtonLook {
  readonly icon?: ReactNode;
  /** The keys that do the same, as useHotkeys takes them: "mod+k". */
  readonly keys?: string | undefined;
  /** Something that the button started is under way; it takes no further press. */
  readonly busy?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Why it cannot be pressed. The button stays focusable and tells the reason. */
  readonly disabledReason?: string | undefined;
}

const heights: Readonly<Record<ButtonSize, string>> = {
  sm: "h-6 text-12",
  md: "h-7 text-13",
  lg: "h-8 text-13",
};

const paddings: Readonly<Record<ButtonSize, string>> = { sm: "px-2", md: "px-2.5", lg: "px-3" };
const widths: Readonly<Record<ButtonSize, string>> = { sm: "w-6", md: "w-7", lg: "w-8" };

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = "secondary", size = "md", square = false }: ButtonLook = {}): string {
  return cx("button", `is-${variant}`, heights[size], square ? `${widths[size]} is-square` : paddings[size]);
}

/** A button with a text. One that has only an icon is an IconButton. */
export function Button({ variant, size, square, icon, keys, busy = false, disabled = false, ...rest }: ButtonProps) {
  const { disabledReason, className, children, onClick, ...props } = rest;
  const reasonId = useId();
  const isOff = disabledReason !== undefined || busy;
  const button = (
    <button
      type="button"
      {...props}
      {...(disabledReason !== undefined && { "aria-describedby": reasonId })}
      className={cx(buttonClass({ variant, size, square }), className)}
      disabled={disabled}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <LoaderCircle size={14} aria-hidden className="motion-safe:animate-spin" /> : icon}
      {children}
      {keys !== undefined && <Keys keys={keys} />}
    </button>
  );
  if (disabledReason === undefined) return button;
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      <span id={reasonId} className="sr-only">
        {disabledReason}
      </span>
    </>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon" | "square"> {
  /** What it does: its name, and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button whose name is in its tooltip. Quiet unless told otherwise. */
export function IconButton({ label, keys, variant = "quiet", disabledReason, ...props }: IconButtonProps) {
  const button = <Button {...props} {...{ variant, disabledReason }} square aria-label={label} />;
  // The reason has a tooltip of its own.
  if (disabledReason !== undefined) return button;
  return (
    <Tooltip text={label} keys={keys}>
      {button}
    </Tooltip>
  );
}
