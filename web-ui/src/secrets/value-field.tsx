import { Field as Base } from "@base-ui/react/field";
import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactElement, type Ref } from "react";

import { IconButton } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Field } from "../ui/field.tsx";
import { valueFault, valueHint } from "./model/secret-forms.ts";

export interface ValueFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/**
 * Where a secret's value is typed. It is shown as dots; who must see it while typing can, until the field is left. A
 * field of several lines, since keys have them.
 */
export function ValueField({ label, value, onChange, ref }: ValueFieldProps): ReactElement {
  const [isShown, setShown] = useState(false);
  const [lines, setLines] = useState(1);
  const fault = valueFault(value);
  const change = (text: string): void => {
    setLines(Math.min(8, text.split("\n").length));
    onChange(text);
  };
  return (
    <div
      className="relative"
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setShown(false)}
    >
      <Field label={label} hint={valueHint(value)} error={fault}>
        <Base.Control
          render={<textarea ref={ref} rows={lines} wrap="off" />}
          value={value}
          onValueChange={change}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          className={cx("control control-area secret-value code", !isShown && "is-hidden")}
        />
      </Field>
      <IconButton
        label={isShown ? "Hide the value" : "Show the value while typing"}
        size="sm"
        aria-pressed={isShown}
        icon={isShown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
        className="secret-eye"
        onClick={() => setShown(!isShown)}
      />
    </div>
  );
}
