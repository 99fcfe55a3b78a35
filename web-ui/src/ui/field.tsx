import { TriangleAlert } from "lucide-react";
import { Field as Base } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";

import { cx } from "./cx.ts";

export interface FieldProps {
  readonly label: ReactNode;
  /** Shown below it; the error takes its place. */
  readonly hint?: ReactNode;
  /** What is wrong and what would be right: "Use A–Z, 0–9 and _, e.g. GEO_KEY." */
  readonly error?: ReactNode;
  readonly disabled?: boolean | undefined;
  /** The label is for those who cannot see what the field is for. */
  readonly hideLabel?: boolean | undefined;
  readonly className?: string | undefined;
  /** The control: one of this folder's, or Base UI's. */
  readonly children: ReactNode;
}

/** A control with its label, hint and error, tied together for assistive technology. */
export function Field({ label, hint, error, disabled, hideLabel = false, className, children }: FieldProps) {
  const isWrong = error !== undefined && error !== null && error !== false;
  return (
    <Base.Root className={cx("grid min-w-0 content-start gap-1", className)} invalid={isWrong} disabled={disabled}>
      <Base.Label className={hideLabel ? "sr-only" : "text-12 font-medium text-fg-1"}>{label}</Base.Label>
      {children}
      {isWrong ? (
        <Base.Error match className="flex items-start gap-1.5 text-12 text-error">
          <TriangleAlert size={12} aria-hidden className="mt-0.5 shrink-0" />
          <span className="min-w-0">{error}</span>
        </Base.Error>
      ) : (
        hint !== undefined && <Base.Description className="text-12 text-fg-3">{hint}</Base.Description>
      )}
    </Base.Root>
  );
}

export type ControlSize = "sm" | "md" | "lg";
export const controlHeights: Readonly<Record<ControlSize, string>> = { sm: "h-6 text-12", md: "h-7", lg: "h-8" };

type FieldAround = Pick<FieldProps, "label" | "hint" | "error" | "hideLabel">;

export interface TextFieldProps extends Omit<ComponentProps<typeof Base.Control>, "size" | "className">, FieldAround {
  readonly size?: ControlSize | undefined;
  /** Code, ids and names of secrets. */
  readonly mono?: boolean | undefined;
  /** Before and after the text, inside the border. */
  readonly start?: ReactNode;
  readonly end?: ReactNode;
  readonly className?: string | undefined;
  readonly onChangeText?: ((text: string) => void) | undefined;
}

/** A line of text. */
export function TextField({ label, hint, error, hideLabel, className, ...control }: TextFieldProps) {
  const { size = "lg", mono = false, start, end, disabled, onChangeText, ...props } = control;
  return (
    <Field {...{ label, hint, error, hideLabel, disabled, className }}>
      <span className={cx("control", controlHeights[size])}>
        {start}
        <Base.Control
          autoComplete="off"
          spellCheck={false}
          {...props}
          onValueChange={(value) => onChangeText?.(value)}
          className={cx("control-input", mono && "code")}
        />
        {end}
      </span>
    </Field>
  );
}

export interface TextAreaProps extends Omit<ComponentProps<"textarea">, "className">, FieldAround {
  readonly mono?: boolean | undefined;
  readonly className?: string | undefined;
  readonly onChangeText?: ((text: string) => void) | undefined;
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  hideLabel,
  className,
  mono = false,
  onChangeText,
  ...props
}: TextAreaProps) {
  const { disabled, defaultValue, ...area } = props;
  return (
    <Field {...{ label, hint, error, hideLabel, disabled, className }}>
      <Base.Control
        render={<textarea rows={3} spellCheck={false} {...area} />}
        {...(area.value !== undefined && { value: area.value })}
        {...(defaultValue !== undefined && { defaultValue })}
        onValueChange={(value) => onChangeText?.(value)}
        className={cx("control control-area", mono && "code")}
      />
    </Field>
  );
}
